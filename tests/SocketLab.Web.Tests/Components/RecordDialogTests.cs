using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MudBlazor.Services;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Recordings;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Recordings;

namespace SocketLab.Web.Tests.Components;

public sealed class RecordDialogTests : BunitContext, IAsyncLifetime
{
    private readonly EndpointLab _lab = new();
    private readonly TempFolder _folder = new();
    private readonly RecordingLibrary _library;
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public RecordDialogTests()
    {
        _library = new(
            _folder.Path,
            _lab.Supervisor,
            new() { RecordingFreeBytes = 0 },
            TimeProvider.System,
            NullLogger<RecordingLibrary>.Instance
        );
        Services.AddMudServices();
        Services.AddSingleton(_lab.Supervisor);
        Services.AddSingleton(_library);
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        Services.AddSingleton<RecordingCommands>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _library.DisposeAsync();
        await _lab.DisposeAsync();
        await DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Frames_become_packets_as_messages_only_and_the_dialog_says_why()
    {
        await _lab.TcpListenerAsync();
        Show();
        Assert.True(_dialogs.Find("[data-testid=record-per-frame]").HasAttribute("disabled"));
        Assert.Contains("TCP knows no frames", _dialogs.Markup, StringComparison.Ordinal);
        Choose("record-messages", true);
        Choose("record-per-frame", true);
        Assert.DoesNotContain("TCP knows no frames", _dialogs.Markup, StringComparison.Ordinal);
        await RecordAsync();
        Assert.Equal(CaptureForm.Frames, Assert.Single(_library.List()).Options.Form);
    }

    [Theory]
    [InlineData(true, false, CaptureForm.Messages)]
    [InlineData(false, true, CaptureForm.Packets)]
    public async Task Without_messages_there_are_no_frames(bool messages, bool frames, CaptureForm form)
    {
        await _lab.TcpListenerAsync();
        Show();
        Choose("record-messages", true);
        Choose("record-per-frame", frames);
        Choose("record-messages", messages);
        await RecordAsync();
        Assert.Equal(form, Assert.Single(_library.List()).Options.Form);
    }

    [Fact]
    public async Task Of_datagrams_alone_nobody_is_asked_about_frames()
    {
        await _lab.UdpListenerAsync();
        Show();
        Assert.Empty(_dialogs.FindAll("[data-testid=record-per-frame]"));
    }

    private void Show()
    {
        _ = _dialogs.InvokeAsync(() => RecordDialog.ShowAsync(Services.GetRequiredService<IDialogService>(), Callers.Operator));
        _dialogs.WaitForElement("[data-testid=record-start]");
    }

    private void Choose(string name, bool isOn) => _dialogs.Find($"[data-testid={name}]").Change(isOn);

    private async Task RecordAsync()
    {
        await _dialogs.InvokeAsync(() => _dialogs.Find("#record-form").SubmitAsync());
        _dialogs.WaitForAssertion(() => Assert.Single(_library.List()));
    }
}
