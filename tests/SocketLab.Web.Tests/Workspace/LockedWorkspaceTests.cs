using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>A workspace that another program has locked holds nobody up, and is taken up when that program lets go.</summary>
public sealed class LockedWorkspaceTests
{
    [Fact]
    public async Task A_start_does_not_wait_for_it_and_takes_it_up_later()
    {
        using var data = new TempFolder();
        string running;
        await using (var lab = new WebLab(data.Path))
        {
            (running, _) = await lab.CreateAsync("udpListener");
            await lab.PostAsync("/api/payloads", """{ "name": "p", "data": "x" }""");
            await lab.Services.GetRequiredService<PayloadHistory>().AddAsync(new() { Data = "before" }, WebLab.Soon());
        }

        var other = Lock(data.Database, "BEGIN EXCLUSIVE");
        var clock = Stopwatch.StartNew();
        await using (var lab = new WebLab(data.Path))
        {
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            var status = lab.Services.GetRequiredService<WorkspaceStatus>();
            Assert.Contains("Another program has locked", await lab.Http.GetStringAsync("/", WebLab.Soon()), StringComparison.Ordinal);
            Assert.Equal("awaited", await UseAsync(lab));
            Assert.Equal(503, (int)(await lab.Http.GetAsync("/healthz", WebLab.Soon())).StatusCode);
            (await lab.PostAsync("/api/endpoints", """{ "kind": "udpListener" }""")).MustBe(500, "notSaved");
            await lab.Services.GetRequiredService<PayloadHistory>().AddAsync(new() { Data = "meanwhile" }, WebLab.Soon());

            await other.DisposeAsync();
            await Eventually.HoldsAsync(status.Changed, () => status.Notice is null);
            await lab.UntilAsync(running, endpoint => endpoint.State == EndpointState.Running);
            Assert.Equal("full", await UseAsync(lab));
            Assert.Equal("Healthy", await lab.Http.GetStringAsync("/healthz", WebLab.Soon()));
            Assert.Single(lab.Services.GetRequiredService<PayloadLibrary>().List());
            Assert.Equal(
                ["meanwhile", "before"],
                lab.Services.GetRequiredService<PayloadHistory>().List().Select(sent => sent.Payload.Data)
            );
            await lab.CreateAsync("udpListener", start: false);
            await lab.Services.GetRequiredService<PayloadHistory>().AddAsync(new() { Data = "after" }, WebLab.Soon());
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(2, lab.Supervisor.List().Count);
            Assert.Equal(["after", "before"], lab.Services.GetRequiredService<PayloadHistory>().List().Select(sent => sent.Payload.Data));
        }
    }

    [Theory]
    [InlineData("BEGIN EXCLUSIVE")]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData("BEGIN; SELECT * FROM Endpoints")]
    public async Task A_save_waits_a_moment_and_is_refused_until_it_is_free(string how)
    {
        using var data = new TempFolder();
        await using var lab = new WebLab(data.Path);
        var (id, _) = await lab.CreateAsync("udpListener");
        var status = lab.Services.GetRequiredService<WorkspaceStatus>();
        await using (Lock(data.Database, how))
        {
            // Many at once: only the first one waits.
            var clock = Stopwatch.StartNew();
            var refused = await Task.WhenAll(
                Enumerable.Range(0, 20).Select(i => lab.PostAsync("/api/payloads", $$"""{ "name": "{{i}}", "data": "x" }"""))
            );
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, 3 * WorkspaceWriter.LockTimeout);
            Assert.All(refused, reply => reply.MustBe(500, "notSaved"));
            Assert.True(status.IsLocked);
            Assert.Contains("nothing can be saved until it lets go", status.Notice, StringComparison.Ordinal);

            // A socket stops all the same.
            (await lab.PostAsync($"/api/endpoints/{id}/stop")).MustBe(500, "notSaved");
            Assert.Equal(EndpointState.Stopped, lab.Supervisor.Get(id).State);
        }

        await Eventually.HoldsAsync(status.Changed, () => status.Notice is null);
        Assert.Equal(201, (await lab.PostAsync("/api/payloads", """{ "name": "p", "data": "x" }""")).Status);
    }

    [Fact]
    public async Task A_save_is_made_when_the_other_program_lets_go_in_time()
    {
        using var data = new TempFolder();
        await using var lab = new WebLab(data.Path);
        var other = Lock(data.Database, "BEGIN EXCLUSIVE");
        var saving = lab.PostAsync("/api/payloads", """{ "name": "p", "data": "x" }""");
        await other.DisposeAsync();
        Assert.Equal(201, (await saving).Status);
        Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
    }

    private static async Task<string?> UseAsync(WebLab lab) =>
        (await lab.GetAsync("/api/workspace/status")).Body.GetProperty("use").GetString();

    private static SqliteConnection Lock(string database, string how)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = how;
        command.ExecuteNonQuery();
        return connection;
    }
}
