using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class EndpointDialogTests : BunitContext, IAsyncLifetime
{
    private readonly EndpointLab _lab = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public EndpointDialogTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(_lab.Certificates);
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
    public async Task A_group_that_a_running_listener_cannot_join_is_refused_at_its_field()
    {
        var endpoint = await _lab.UdpListenerAsync(address: "0.0.0.0");
        var form = new EndpointForm(endpoint.Definition, isRunning: true);
        Show(form, definition => _lab.Supervisor.UpdateAsync(endpoint.Id, definition, CancellationToken.None));
        form.Multicast.Add().Group = "239.1.2.3%nosuch";
        await SaveAsync();

        Assert.Contains("nosuch", form.ErrorAt(MulticastForm.PathOf(0)), StringComparison.Ordinal);
        Assert.Single(_dialogs.FindAll("[data-testid=save]"));
        Assert.Empty(_dialogs.FindAll(".problem"));
        Assert.Equal((EndpointState.Running, 0), (endpoint.State, endpoint.Definition.Udp.MulticastGroups.Count));

        form.Multicast.Drafts[0].Group = "239.1.2.3";
        await SaveAsync();
        Assert.Equal(["239.1.2.3"], endpoint.Definition.Udp.MulticastGroups);
        Assert.Empty(_dialogs.FindAll("[data-testid=save]"));
    }

    [Fact]
    public async Task Of_a_capture_name_group_and_journal_can_be_edited_and_nothing_else()
    {
        await using var file = new MemoryStream([
            0xd4,
            0xc3,
            0xb2,
            0xa1,
            2,
            0,
            4,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0xff,
            0xff,
            0,
            0,
            101,
            0,
            0,
            0,
        ]);
        var capture = await _lab.Supervisor.OpenCaptureAsync("lab.pcap", file, CancellationToken.None);
        var form = new EndpointForm(capture.Definition);
        Show(form, definition => _lab.Supervisor.UpdateAsync(capture.Id, definition, CancellationToken.None));
        Assert.Equal(["Name", "Journal"], _dialogs.FindAll("details summary b").Select(title => title.TextContent));
        Assert.Empty(_dialogs.FindAll("label"));
        (form.Name, form.Group, form.JournalMegabytes) = ("renamed", "lab", 64);
        await SaveAsync();
        Assert.Equal(
            ("renamed", "lab", 64L << 20),
            (capture.Definition.Name, capture.Definition.Group, capture.Definition.Journal.MaxBytes)
        );
        Assert.Empty(_dialogs.FindAll("[data-testid=save]"));
        Assert.Equal("0 packets of lab.pcap", EndpointFigures.Of(capture, TimeProvider.System.GetUtcNow().UtcDateTime, null).Address);
    }

    [Fact]
    public async Task What_no_field_is_at_fault_for_stands_below_all()
    {
        var endpoint = await _lab.UdpListenerAsync();
        var form = new EndpointForm(endpoint.Definition, isRunning: true);
        Show(form, _ => throw new EndpointNotFoundException(endpoint.Id));
        await SaveAsync();
        Assert.NotEmpty(_dialogs.Find(".problem").TextContent);
        Assert.Single(_dialogs.FindAll("[data-testid=save]"));
    }

    private Task SaveAsync() => _dialogs.InvokeAsync(() => _dialogs.Find("#endpoint-form").SubmitAsync());

    private void Show(EndpointForm form, Func<EndpointDefinition, Task> save)
    {
        var dialogs = Services.GetRequiredService<IDialogService>();
        _ = _dialogs.InvokeAsync(() => EndpointDialog.ShowAsync(dialogs, Callers.Operator, form, isNew: false, save));
        _dialogs.WaitForElement("[data-testid=save]");
    }
}
