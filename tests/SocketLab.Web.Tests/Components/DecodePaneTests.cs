using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Dissecting;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.Components;

/// <summary>Which entry is decoded, and as what.</summary>
public sealed class DecodePaneTests : BunitContext, IAsyncLifetime
{
    private readonly EndpointLab _lab = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("socketlab-decode-").FullName;

    public DecodePaneTests()
    {
        // Whatever the program answers: what is asked of it is what counts here.
        var options = new DissectorOptions { Folder = _folder, Program = Environment.ProcessPath };
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(new Dissector(options, TimeProvider.System));
        Services.AddSingleton(_lab.Supervisor);
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        Services.AddSingleton<EndpointCommands>();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _lab.DisposeAsync();
        await DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Among_several_endpoints_an_entry_is_decoded_as_its_own_endpoint_says()
    {
        var (sends, has) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        await _lab.Supervisor.UpdateAsync(has.Id, definition => definition with { DecodeAs = "dns" }, CancellationToken.None);
        var state = new WorkbenchState(_lab.Supervisor, () => [], new FakeTimeProvider());
        state.Endpoints.Refresh();
        state.Select(sends.Id);
        state.Merge(MergedChoice.All);
        var selected = state.Selected!;
        var row = selected.Feed.Page.Rows.Last(row => row.Entry.JournalId == has.Journal.Id);
        selected.Feed.Selection.Select(row.Entry);
        Assert.Equal(sends.Id, selected.Id);

        var pane = Render<DecodePane>(parameters =>
            parameters.Add(one => one.Selected, selected).Add(one => one.Sequence, row.Sequence).Add(one => one.Caller, Callers.Operator)
        );
        Assert.Equal("dns", pane.Find("[data-testid=decode-as]").GetAttribute("value"));
        pane.Find("[data-testid=decode-as]").Change("sip");
        await pane.Find("form").SubmitAsync();
        Assert.Equal(("", "sip"), (sends.Definition.DecodeAs, has.Definition.DecodeAs));
    }
}
