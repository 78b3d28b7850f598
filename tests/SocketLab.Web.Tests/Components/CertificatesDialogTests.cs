using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using MudBlazor;
using MudBlazor.Services;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Certificates;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.Components;

public sealed class CertificatesDialogTests : BunitContext, IAsyncLifetime
{
    private readonly EndpointLab _lab = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public CertificatesDialogTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_lab.Certificates);
        Services.AddSingleton(_lab.Supervisor);
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        Services.AddSingleton<CertificateCommands>();
        Services.AddScoped<NoticeList>();
        Services.AddScoped<Prompts>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _lab.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task A_certificate_is_made_and_stands_open_in_the_list()
    {
        Show(canOperate: true);
        _dialogs.Find("[data-testid=generate]").Click();
        _dialogs.Find("[data-testid=generate-names]").Change("lab.example");
        await _dialogs.InvokeAsync(() => _dialogs.Find("[data-testid=generate-form]").SubmitAsync());
        _dialogs.WaitForAssertion(() => Assert.True(_dialogs.Find("[data-testid=certificate]").HasAttribute("open")));
        Assert.Single(_lab.Certificates.List());
        Assert.Empty(_dialogs.FindAll("[data-testid=generate-form]"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_field_is_said_at_it()
    {
        Show(canOperate: true);
        _dialogs.Find("[data-testid=generate]").Click();
        _dialogs.Find("[data-testid=generate-days]").Change("0");
        await _dialogs.InvokeAsync(() => _dialogs.Find("[data-testid=generate-form]").SubmitAsync());
        Assert.Equal("true", _dialogs.Find("[data-testid=generate-days]").GetAttribute("aria-invalid"));
        Assert.Empty(_lab.Certificates.List());
    }

    [Fact]
    public async Task A_dialog_that_is_closed_while_a_file_is_posted_disturbs_nobody()
    {
        var post = JSInterop.Setup<ApiAnswer>("socketLab.call", _ => true);
        Show(canOperate: true);
        _dialogs.Find("[data-testid=upload]").Click();
        var posting = _dialogs.InvokeAsync(() => _dialogs.Find("[data-testid=upload-form]").SubmitAsync());
        await _dialogs.InvokeAsync(() => _dialogs.Find("[data-testid=close-certificates]").ClickAsync());
        post.SetException(new JSDisconnectedException("gone"));
        await posting;
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    [Fact]
    public void A_viewer_has_no_way_to_add_one()
    {
        Show(canOperate: false);
        Assert.Empty(_dialogs.FindAll("[data-testid=generate], [data-testid=upload]"));
    }

    private void Show(bool canOperate)
    {
        var dialogs = Services.GetRequiredService<IDialogService>();
        _ = _dialogs.InvokeAsync(() => CertificatesDialog.ShowAsync(dialogs, canOperate ? Callers.Operator : Callers.Viewer));
        _dialogs.WaitForElement("[data-testid=certificate-list]");
    }
}
