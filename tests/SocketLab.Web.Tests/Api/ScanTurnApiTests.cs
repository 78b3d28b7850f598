using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Filtering;
using SocketLab.Web.Api;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>A client that has journals looked through waits for its turn, and holds up nobody else and nothing else.</summary>
public sealed class ScanTurnApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Filter = "filter=text%20contains%20x";

    [Theory]
    [InlineData("entries?" + Filter)]
    [InlineData("entries/count?" + Filter)]
    [InlineData("series?bucketMs=1000")]
    [InlineData("summary")]
    [InlineData("conversations")]
    public async Task What_looks_through_a_journal_waits_while_two_of_the_client_s_run(string path)
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        var scans = lab.Services.GetRequiredService<ViewerScans>();
        var cancelled = TestContext.Current.CancellationToken;
        var turns = new List<IDisposable>();
        for (var i = 0; i < ScanTurns.AtOnce; i++)
        {
            turns.Add(await scans.EnterAsync(ViewerScans.NameOf("operator", IPAddress.Loopback), cancelled));
        }

        var waits = lab.GetAsync($"/api/endpoints/{id}/{path}");
        Assert.Equal(200, (await lab.GetAsync($"/api/endpoints/{id}/entries")).Status);
        Assert.Equal(200, (await lab.GetAsync($"/api/endpoints/{id}/entries/count")).Status);
        (await scans.EnterAsync(ViewerScans.NameOf("viewer", IPAddress.Loopback), cancelled)).Dispose();
        Assert.False(waits.IsCompleted);
        turns[0].Dispose();
        Assert.Equal(200, (await waits).Status);
        turns[1].Dispose();
    }

    [Fact]
    public async Task Beyond_those_that_wait_one_more_is_refused_and_clients_without_a_scan_are_forgotten()
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        var scans = lab.Services.GetRequiredService<ViewerScans>();
        var name = ViewerScans.NameOf("operator", IPAddress.Loopback);
        using var ended = new CancellationTokenSource();
        var turns = Enumerable.Range(0, ScanTurns.AtOnce + ScanTurns.MaxWaiting).Select(_ => scans.EnterAsync(name, ended.Token)).ToList();
        var refused = await lab.GetAsync($"/api/endpoints/{id}/summary");
        refused.MustBe(429, "limitReached");
        Assert.Equal("ScansPerViewer", refused.Body.GetProperty("limit").GetString());
        await ended.CancelAsync();
        await Eventually.HoldsAsync(() => turns.TrueForAll(turn => turn.IsCompleted));
        foreach (var turn in turns.Where(turn => turn.IsCompletedSuccessfully))
        {
            (await turn).Dispose();
        }

        (await scans.EnterAsync("another", TestContext.Current.CancellationToken)).Dispose();
        Assert.Equal(1, scans.Count);
    }
}
