using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>
/// What a newer version has written is used as far as this one understands it, and is all there when the newer one comes back.
/// </summary>
public sealed class NewerWorkspaceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ALTER TABLE Endpoints ADD COLUMN Color TEXT NOT NULL DEFAULT 'red'; CREATE TABLE Labs (Id TEXT)")]
    [InlineData("ALTER TABLE Endpoints RENAME COLUMN Position TO Rank")]
    public async Task A_newer_schema_is_read_and_not_written(string change)
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, "6-columns");
        WorkspaceSql.Execute(data.Database, $"INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Future', '99.0.0'); {change}");
        await MustBeReadAndNotWrittenAsync(data, "a newer version of SocketLab has written it (migration 99990101000000_Future)");
    }

    [Theory]
    [InlineData("ALTER TABLE SentPayloads DROP COLUMN Time", "its table SentPayloads has no column Time")]
    [InlineData("DROP TABLE SentPayloads", "its sent payloads cannot be read (SQLite Error 1: 'no such table: SentPayloads'.)")]
    public async Task A_schema_that_lacks_something_is_read_and_not_written(string change, string reason)
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, "6-columns");
        WorkspaceSql.Execute(data.Database, change);
        await MustBeReadAndNotWrittenAsync(data, reason);
    }

    [Fact]
    public async Task Endpoints_without_the_column_of_what_was_wanted_are_there_and_stopped()
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, "6-columns");
        WorkspaceSql.Execute(data.Database, "ALTER TABLE Endpoints DROP COLUMN WantedRunning");
        var workspace = await StoredWorkspace.OpenAsync(data.Path);
        Assert.Equal([false, false, false, false], workspace.Loaded.Select(endpoint => endpoint.WantedRunning));
        Assert.False(workspace.Status.IsSaved);
    }

    [Fact]
    public async Task What_is_unknown_in_a_row_is_reported_and_kept_when_the_row_is_saved()
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, "6-columns");
        WorkspaceSql.Execute(
            data.Database,
            """
            UPDATE Endpoints SET Definition = json_set(Definition, '$.color', json('{"of":["card",null]}'), '$.udp.dscp', 46,
                '$.reply[0].matchCase', json('false'), '$.reply[1].weight', 2) WHERE Position = 1;
            UPDATE Payloads SET Content = json_set(Content, '$.tags', json('["a"]')) WHERE rowid = 1;
            """
        );
        var workspace = await StoredWorkspace.OpenAsync(data.Path);
        Assert.Null(workspace.Status.Notice);
        var endpoint = workspace.Loaded[0];
        Assert.Contains(
            $"A row of the workspace says what this version does not know and leaves alone, Endpoints {endpoint.Id}: "
                + "$.udp.dscp, $.reply[0].matchCase, $.reply[1].weight, $.color",
            workspace.Log.Warnings
        );
        var definition = endpoint.Definition;
        await workspace.Endpoints.SaveAsync(
            endpoint with
            {
                Definition = definition with { Name = "changed", Reply = [definition.Reply[1], definition.Reply[0] with { DelayMs = 5 }] },
            },
            WebLab.Soon()
        );
        var payload = workspace.Library.List().First(one => one.Content.Name == "ping");
        await workspace.Library.UpdateAsync(payload.Id, content => content with { Data = "changed" }, WebLab.Soon());
        var rows = WorkspaceSql.Rows(data.Database);
        var saved = rows.Single(row => row[1] == $"Id={endpoint.Id}")[3];
        Assert.Contains("\"name\":\"changed\"", saved, StringComparison.Ordinal);
        Assert.Contains("\"color\":{\"of\":[\"card\",null]}", saved, StringComparison.Ordinal);
        Assert.Contains("\"dscp\":46", saved, StringComparison.Ordinal);

        // The second rule moved to the front and is still itself; the first became another one.
        Assert.Contains("\"weight\":2},{", saved, StringComparison.Ordinal);
        Assert.DoesNotContain("matchCase", saved, StringComparison.Ordinal);
        Assert.Contains("\"tags\":[\"a\"]", rows.Single(row => row[1] == $"Id={payload.Id}")[2], StringComparison.Ordinal);
    }

    private static async Task MustBeReadAndNotWrittenAsync(TempFolder data, string reason)
    {
        var before = await File.ReadAllBytesAsync(data.Database, WebLab.Soon());
        await using (var lab = new WebLab(data.Path))
        {
            var status = lab.Services.GetRequiredService<WorkspaceStatus>();
            Assert.Equal(WorkspaceUse.ReadOnly, status.Use);
            Assert.StartsWith(
                $"The saved workspace {data.Database} is read but not written: {reason}. What you change now is not saved.",
                status.Notice,
                StringComparison.Ordinal
            );
            Assert.Equal(
                [EndpointState.Running, EndpointState.Running, EndpointState.Stopped, EndpointState.Stopped],
                lab.Supervisor.List().Select(endpoint => endpoint.State)
            );
            Assert.Equal(3, lab.Services.GetRequiredService<PayloadLibrary>().List().Count);
            var (id, _) = await lab.CreateAsync("udpListener");
            Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{id}", """{ "name": "x" }""")).Status);
            Assert.Equal(204, (await lab.DeleteAsync($"/api/endpoints/{lab.Supervisor.List()[0].Id}")).Status);
            Assert.Equal(201, (await lab.PostAsync("/api/payloads", """{ "name": "new", "data": "x" }""")).Status);
            Assert.Equal(204, (await lab.DeleteAsync("/api/payloads/history")).Status);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(data.Database, WebLab.Soon()));
    }
}
