using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using SocketLab.Contracts;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Components;

public sealed class PayloadDialogTests : BunitContext, IAsyncLifetime
{
    private readonly PayloadLibrary _library = StoredWorkspace.Unsaved().Library;
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public PayloadDialogTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_payload_is_kept_under_its_name_and_one_that_is_taken_is_refused_in_the_dialog()
    {
        await KeepAsync("hello");
        Assert.Empty(_dialogs.FindAll("[data-testid=payload-save]"));
        Assert.Equal("hello", Assert.Single(_library.List()).Content.Name);

        await KeepAsync("hello");
        Assert.Single(_dialogs.FindAll("[data-testid=payload-save]"));
        Assert.Single(_library.List());
        Assert.Contains("hello", _dialogs.Markup, StringComparison.Ordinal);
    }

    private async Task KeepAsync(string name)
    {
        var dialogs = Services.GetRequiredService<IDialogService>();
        var content = SavedPayload.From(new PayloadText { Data = "Hello" }, "", "");
        _ = _dialogs.InvokeAsync(() =>
            PayloadDialog.ShowAsync(dialogs, "Save the payload", content, named => _library.CreateAsync(named, CancellationToken.None))
        );
        _dialogs.WaitForElement("[data-testid=payload-save]");
        _dialogs.Find("input[data-testid=payload-name]").Change(name);
        await _dialogs.InvokeAsync(() => _dialogs.Find("#payload-form").SubmitAsync());
    }
}
