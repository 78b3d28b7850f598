using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>A damaged file is kept aside, and what can be read of it goes on; one that cannot be written keeps what it has.</summary>
public sealed class UnusableWorkspaceTests
{
    private const int PageBytes = 4096;

    private static readonly string Name = new('n', 100);

    [Theory]
    [InlineData("garbage", 0)]
    [InlineData("garbage behind the first page", 0)]
    [InlineData("truncated", 1)]
    [InlineData("one page", 30)]
    public async Task A_damaged_workspace_is_kept_aside_and_what_can_be_read_of_it_goes_on(string what, int atLeast)
    {
        using var data = new TempFolder();
        var saved = await FillAsync(data.Path);
        Spoil(data.Database, what);
        var damaged = await File.ReadAllBytesAsync(data.Database, WebLab.Soon());
        string[] left;
        await using (var lab = new WebLab(data.Path))
        {
            var kept = Assert.Single(Directory.GetFiles(data.Path, "workspace-damaged-*.db"));
            Assert.Equal(damaged, await File.ReadAllBytesAsync(kept, WebLab.Soon()));
            left = [.. lab.Supervisor.List().Select(endpoint => endpoint.Id)];
            Assert.InRange(left.Length, atLeast, saved.Count - 1);
            Assert.Equal(left, saved.Where(left.Contains));

            // Told to people, to programs and in the log.
            var notice = lab.Services.GetRequiredService<WorkspaceStatus>().Notice!;
            Assert.Contains($"the damaged file is kept as {kept}.", notice, StringComparison.Ordinal);
            Assert.Contains(left.Length > 0 ? $"({left.Length} endpoints" : "Nothing in it", notice, StringComparison.Ordinal);
            Assert.Contains(kept, await lab.Http.GetStringAsync("/", WebLab.Soon()), StringComparison.Ordinal);
            (await lab.GetAsync("/api/workspace/status")).MustEqual(
                $$"""
                { "saved": true, "use": "full", "locked": false, "notice": {{JsonSerializer.Serialize(notice)}},
                  "damaged": ["{{Path.GetFileName(kept)}}"] }
                """
            );

            // What is done from now on is saved.
            left = [.. left, (await lab.CreateAsync("udpListener", start: false)).Id];
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(left, lab.Supervisor.List().Select(endpoint => endpoint.Id));
            Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
        }
    }

    [Fact]
    public async Task What_a_newer_version_wrote_into_a_damaged_workspace_is_kept_with_the_rest()
    {
        using var data = new TempFolder();
        var saved = await FillAsync(data.Path);
        WorkspaceSql.Execute(data.Database, $"UPDATE Endpoints SET Format = 9 WHERE Id = '{saved[0]}'");
        Spoil(data.Database, "one page");
        var workspace = await StoredWorkspace.OpenAsync(data.Path);
        Assert.Contains("1 of ", workspace.Status.Notice, StringComparison.Ordinal);
        Assert.Contains(WorkspaceSql.Rows(data.Database), row => row.Contains($"Id={saved[0]}") && row.Contains("Format=9"));
    }

    [Fact]
    public async Task A_damaged_workspace_that_cannot_be_kept_aside_is_left_alone_and_people_are_told()
    {
        using var disk = new SmallDisk(kilobytes: 1024);
        var database = Path.Combine(disk.Path, "workspace.db");
        await FillAsync(disk.Path);
        Spoil(database, "one page");
        var before = await File.ReadAllBytesAsync(database, WebLab.Soon());
        disk.Fill();
        await using (var lab = new WebLab(disk.Path))
        {
            Assert.Contains(database, lab.Services.GetRequiredService<WorkspaceStatus>().Notice, StringComparison.Ordinal);
            Assert.Empty(lab.Supervisor.List());
            Assert.Equal("Healthy", await lab.Http.GetStringAsync("/healthz", WebLab.Soon()));

            // All works, for this run.
            var (id, _) = await lab.CreateAsync("udpListener");
            Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{id}", """{ "name": "x" }""")).Status);
            Assert.Equal(204, (await lab.DeleteAsync($"/api/endpoints/{id}")).Status);
            var payload = await lab.PostAsync("/api/payloads", """{ "name": "p", "data": "x" }""");
            Assert.Equal(201, payload.Status);
            Assert.Equal(200, (await lab.PatchAsync(payload.Location!.OriginalString, """{ "name": "q" }""")).Status);
            await lab.Services.GetRequiredService<PayloadHistory>().AddAsync(new() { Data = "x" }, WebLab.Soon());
            Assert.Equal(204, (await lab.DeleteAsync("/api/payloads/history")).Status);
            Assert.Equal(204, (await lab.DeleteAsync(payload.Location!.OriginalString)).Status);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(database, WebLab.Soon()));
        Assert.Empty(Directory.GetFiles(disk.Path, "workspace-damaged-*"));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public async Task What_another_program_wrote_before_it_was_killed_is_undone_or_replayed(string mode)
    {
        using var data = new TempFolder();
        var saved = await FillAsync(data.Path);
        await KilledWriter.RunAsync(data.Database, mode);
        var workspace = await StoredWorkspace.OpenAsync(data.Path);
        Assert.Null(workspace.Status.Notice);
        Assert.Equal(saved, workspace.Loaded.Select(endpoint => endpoint.Id));
        Assert.All(workspace.Loaded, endpoint => Assert.Equal(mode == "WAL" ? "replayed" : Name, endpoint.Definition.Name));
        await workspace.SaveSomethingAsync();
        Assert.Equal([data.Database], Directory.GetFiles(data.Path, "workspace*"));
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_written_fails_the_change_and_keeps_what_is_there()
    {
        using var data = new TempFolder();
        await using var lab = new WebLab(data.Path);
        await lab.PostAsync("/api/payloads", """{ "name": "p", "data": "x" }""");
        WorkspaceSql.Execute(data.Database, "ALTER TABLE Payloads RENAME TO Elsewhere; ALTER TABLE SentPayloads RENAME TO Nowhere");
        (await lab.PostAsync("/api/payloads", """{ "name": "q", "data": "x" }""")).MustBe(500, "notSaved");
        Assert.Single((await lab.GetAsync("/api/payloads")).Body.GetProperty("payloads").EnumerateArray());

        // What was sent is remembered all the same, for this run.
        var history = lab.Services.GetRequiredService<PayloadHistory>();
        await history.AddAsync(new() { Data = "sent" }, WebLab.Soon());
        Assert.Single(history.List());
        (await lab.DeleteAsync("/api/payloads/history")).MustBe(500, "notSaved");
        Assert.Single(history.List());
    }

    [Fact]
    public async Task An_empty_file_is_a_new_workspace()
    {
        using var data = new TempFolder();
        await File.WriteAllBytesAsync(data.Database, [], WebLab.Soon());
        await using var lab = new WebLab(data.Path);
        Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
        await lab.CreateAsync("udpListener", start: false);
    }

    /// <summary>A workspace with enough endpoints that they take several pages.</summary>
    /// <returns>Their ids.</returns>
    private static async Task<IReadOnlyList<string>> FillAsync(string folder)
    {
        var workspace = await StoredWorkspace.OpenAsync(folder);
        for (var i = 0; i < 60; i++)
        {
            var definition = new EndpointDefinition { Kind = EndpointKind.UdpListener, Name = Name }.WithDefaults();
            await workspace.Endpoints.SaveAsync(new($"endpoint-{i:d2}", definition, WantedRunning: false), WebLab.Soon());
        }

        return [.. Enumerable.Range(0, 60).Select(i => $"endpoint-{i:d2}")];
    }

    private static void Spoil(string database, string what)
    {
        var bytes = File.ReadAllBytes(database);
        using var file = File.OpenWrite(database);
        switch (what)
        {
            case "garbage":
                file.SetLength(0);
                file.Write(Encoding.ASCII.GetBytes(new string('x', 20_000)));
                break;
            case "truncated":
                file.SetLength(file.Length / PageBytes / 2 * PageBytes);
                break;
            case "one page":
                file.Position = PageOf(bytes, "endpoint-30");
                file.Write(Enumerable.Repeat((byte)0xee, PageBytes).ToArray());
                break;
            default:
                file.Position = PageBytes;
                file.Write(Enumerable.Repeat((byte)0xee, (int)file.Length - PageBytes).ToArray());
                break;
        }
    }

    /// <summary>Where the page begins in which a row of the table is, and not its entry in the index of ids.</summary>
    private static int PageOf(byte[] file, string id)
    {
        var row = Enumerable
            .Range(0, file.Length - 100)
            .First(at => file.AsSpan(at, id.Length).SequenceEqual(Encoding.ASCII.GetBytes(id)) && file.AsSpan(at, 20).Contains((byte)'{'));
        return row / PageBytes * PageBytes;
    }
}
