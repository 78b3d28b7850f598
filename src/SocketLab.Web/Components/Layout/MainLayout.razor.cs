using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Certificates;

namespace SocketLab.Web.Components.Layout;

/// <summary>The bar on top and what every page needs around it.</summary>
public partial class MainLayout
{
    private string? _role;
    private Caller _caller = Caller.Of(null);

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Again when the tab comes back after a new login.
        // Only who logged in has a role worth showing: without a token everybody is operator.
        var user = Authentication is null ? null : (await Authentication).User;
        _caller = Caller.Of(user);
        _role = user?.Identity?.AuthenticationType == AccessSchemes.Cookie ? AccessIdentity.RoleOf(user) : null;
    }

    private Task ShowWorkspaceAsync() => WorkspaceDialog.ShowAsync(Dialogs, _caller);

    private Task ShowCertificatesAsync() => CertificatesDialog.ShowAsync(Dialogs, _caller);

    private Task ShowKeysAsync() => KeysDialog.ShowAsync(Dialogs);
}
