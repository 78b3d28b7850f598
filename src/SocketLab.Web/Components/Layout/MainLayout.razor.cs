using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace SocketLab.Web.Components.Layout;

/// <summary>The bar on top and what every page needs around it.</summary>
public partial class MainLayout
{
    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private Task ShowKeysAsync() => KeysDialog.ShowAsync(Dialogs);
}
