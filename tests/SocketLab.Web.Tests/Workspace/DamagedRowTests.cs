using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>A row that cannot be read is reported and stays; everything else is there, runs, and is saved.</summary>
public sealed class DamagedRowTests
{
    private const string Schema = "6-columns";

    [Theory]
    [InlineData("SET Definition = '{\"kind\":'")]
    [InlineData("SET Definition = ''")]
    [InlineData("SET Definition = '[]'")]
    [InlineData("SET Definition = 'null'")]
    [InlineData("SET Definition = x'00ff'")]
    [InlineData("SET Definition = json_remove(Definition, '$.kind')")]
    [InlineData("SET Definition = json_set(Definition, '$.kind', 'sctpListener')")]
    [InlineData("SET Definition = json_set(Definition, '$.kind', 0)")]
    [InlineData("SET Definition = json_set(Definition, '$.tcp.framing.mode', 'morse')")]
    [InlineData("SET Definition = json_set(Definition, '$.name', 5)")]
    [InlineData("SET Definition = json_set(Definition, '$.tcp', null)")]
    [InlineData("SET Definition = json_set(Definition, '$.reply', json('[null]'))")]
    [InlineData("SET Definition = json_set(Definition, '$.local.port', 70000)")]
    [InlineData("SET Definition = json_set(Definition, '$.local.port', 1e30)")]
    [InlineData("SET Definition = '{\"kind\":\"udpListener\",\"kind\":\"udpListener\"}'")]
    [InlineData("SET Format = 2")]
    [InlineData("SET Format = 'newest'")]
    [InlineData("SET Position = 'first'")]
    [InlineData("SET WantedRunning = 'perhaps'")]
    public Task Endpoint(string change) =>
        OneIsLeftAsync($"UPDATE Endpoints {change} WHERE Position = 1", 3, 3, 2, 1, "1 of 4 endpoints could not be read; it is");

    [Theory]
    [InlineData("SET Content = '{\"name\":\"ping\"'")]
    [InlineData("SET Content = json_remove(Content, '$.data')")]
    [InlineData("SET Content = json_set(Content, '$.format', 'morse')")]
    [InlineData("SET Content = json_set(Content, '$.folder', null)")]
    [InlineData("SET Format = 9")]
    public Task Payload(string change) =>
        OneIsLeftAsync($"UPDATE Payloads {change} WHERE rowid = 1", 4, 2, 2, 1, "1 of 3 saved payloads could not be read; it is");

    [Theory]
    [InlineData("SET Time = 'yesterday'")]
    [InlineData("SET Content = 'hello'")]
    [InlineData("SET Content = json_set(Content, '$.encoding', 'ebcdic')")]
    [InlineData("SET Format = 2")]
    public Task Sent_payload(string change) =>
        OneIsLeftAsync($"UPDATE SentPayloads {change} WHERE Sequence = 2", 4, 3, 1, 1, "1 of 2 sent payloads could not be read; it is");

    [Theory]
    [InlineData("SET Pem = substr(Pem, 1, 200)")]
    [InlineData("SET PrivateKey = substr(PrivateKey, 1, 40)")]
    [InlineData("SET Pem = x'00'")]
    [InlineData("SET PrivateKey = 'secret'")]
    [InlineData("SET CreatedAt = 0")]
    [InlineData("SET Format = 2")]
    public Task Certificate(string change) =>
        OneIsLeftAsync($"UPDATE Certificates {change}", 4, 3, 2, 0, "1 of 1 certificates could not be read; it is");

    [Fact]
    public async Task Of_two_rows_with_one_id_the_first_is_read_and_changed_and_the_other_stays()
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, Schema);
        WorkspaceSql.Execute(
            data.Database,
            """
            CREATE TABLE Other AS SELECT * FROM Endpoints;
            INSERT INTO Other SELECT Id, 9, json_set(Definition, '$.name', 'the other'), 1, 1 FROM Endpoints WHERE Position = 1;
            DROP TABLE Endpoints;
            ALTER TABLE Other RENAME TO Endpoints;
            """
        );
        var before = WorkspaceSql.Rows(data.Database);
        var workspace = await StoredWorkspace.OpenAsync(data.Path);
        Assert.Equal(4, workspace.Loaded.Count);
        Assert.Contains("1 of 5 endpoints", workspace.Status.Notice, StringComparison.Ordinal);
        var first = workspace.Loaded[0];
        await workspace.Endpoints.SaveAsync(first with { Definition = first.Definition with { Name = "changed" } }, WebLab.Soon());
        var after = WorkspaceSql.Rows(data.Database);
        Assert.Single(after, row => row.Contains($"Id={first.Id}") && row[3].Contains("\"changed\"", StringComparison.Ordinal));
        WorkspaceSql.MustHold(data.Database, before.Where(row => !(row.Contains($"Id={first.Id}") && row.Contains("Position=1"))));
        await workspace.Endpoints.DeleteAsync(first.Id, WebLab.Soon());
        Assert.Equal(before.Count - 1, WorkspaceSql.Rows(data.Database).Count);
    }

    [Fact]
    public async Task Each_kind_at_once_and_the_rest_runs()
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, Schema);
        WorkspaceSql.Execute(
            data.Database,
            """
            UPDATE Endpoints SET Definition = '{' WHERE Position IN (2, 3);
            UPDATE Payloads SET Content = '{' WHERE rowid = 2;
            UPDATE SentPayloads SET Time = '' WHERE Sequence = 2;
            UPDATE Certificates SET Pem = '';
            """
        );
        var before = WorkspaceSql.Rows(data.Database);
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal([EndpointState.Running, EndpointState.Stopped], lab.Supervisor.List().Select(endpoint => endpoint.State));
            var status = lab.Services.GetRequiredService<WorkspaceStatus>();
            Assert.True(status.IsSaved);
            Assert.Equal(
                "2 of 4 endpoints could not be read; they are kept in the workspace (the server's log says why). "
                    + "1 of 3 saved payloads could not be read; it is kept in the workspace (the server's log says why). "
                    + "1 of 2 sent payloads could not be read; it is kept in the workspace (the server's log says why). "
                    + "1 of 1 certificates could not be read; it is kept in the workspace (the server's log says why).",
                status.Notice
            );
            Assert.Contains(
                "2 of 4 endpoints could not be read",
                await lab.Http.GetStringAsync("/", WebLab.Soon()),
                StringComparison.Ordinal
            );
            await lab.CreateAsync("udpListener", start: false);
        }

        WorkspaceSql.MustHold(data.Database, before);
    }

    [Fact]
    public async Task Clearing_the_history_leaves_nothing_of_it()
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, Schema);
        WorkspaceSql.Execute(data.Database, "UPDATE SentPayloads SET Content = '{' WHERE Sequence = 2");
        var workspace = await StoredWorkspace.OpenAsync(data.Path);
        Assert.NotNull(workspace.Status.Notice);
        await workspace.History.ClearAsync(WebLab.Soon());
        Assert.Null(workspace.Status.Notice);
        Assert.DoesNotContain(WorkspaceSql.Rows(data.Database), row => row[0] == "table=SentPayloads");
    }

    private static async Task OneIsLeftAsync(string sql, int endpoints, int payloads, int sent, int certificates, string notice)
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, Schema);
        WorkspaceSql.Execute(data.Database, sql);
        var before = WorkspaceSql.Rows(data.Database);
        for (var start = 0; start < 2; start++)
        {
            var workspace = await StoredWorkspace.OpenAsync(data.Path);
            Assert.True(workspace.Status.IsSaved);
            Assert.Equal(
                (endpoints, payloads, sent, certificates),
                (
                    workspace.Loaded.Count,
                    workspace.Library.List().Count,
                    workspace.History.List().Count,
                    workspace.Certificates.List().Count
                )
            );
            if (start == 0)
            {
                Assert.StartsWith(notice, workspace.Status.Notice, StringComparison.Ordinal);
                await workspace.SaveSomethingAsync();
                (endpoints, payloads, sent, certificates) = (endpoints + 1, payloads + 1, sent + 1, certificates + 1);
            }
        }

        WorkspaceSql.MustHold(data.Database, before);
    }
}
