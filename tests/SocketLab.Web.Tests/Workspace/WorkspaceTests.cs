using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

public sealed class WorkspaceTests
{
    [Fact]
    public async Task Definitions_ids_and_what_was_wanted_survive_a_restart()
    {
        using var data = new TempFolder();
        string udp,
            tcp,
            stopped,
            gone,
            journal;
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
            (udp, _) = await lab.CreateAsync("udpListener", """ "name": "first", "udp": { "maxDatagramBytes": 1000 } """);
            (gone, _) = await lab.CreateAsync("udpListener");
            (tcp, _) = await lab.CreateAsync("tcpListener", """ "local": { "address": "::1" } """);
            (stopped, _) = await lab.CreateAsync("udpSender", """ "remote": { "host": "localhost", "port": 9 } """);
            journal = lab.Supervisor.Get(udp).Journal.Id;
            await lab.PatchAsync($"/api/endpoints/{udp}", """{ "name": "renamed" }""");
            await lab.DeleteAsync($"/api/endpoints/{gone}");
            await lab.PostAsync($"/api/endpoints/{stopped}/stop");
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal([udp, tcp, stopped], lab.Supervisor.List().Select(e => e.Id));
            Assert.Equal([EndpointState.Running, EndpointState.Running, EndpointState.Stopped], lab.Supervisor.List().Select(e => e.State));
            Assert.Equal(
                ("renamed", 1000),
                (lab.Supervisor.Get(udp).Definition.Name, lab.Supervisor.Get(udp).Definition.Udp.MaxDatagramBytes)
            );
            Assert.Equal("::1", lab.Supervisor.Get(tcp).Definition.Local!.Address);
            Assert.Equal("localhost:9", lab.Supervisor.Get(stopped).Definition.Remote!.ToString());
            Assert.NotEqual(journal, lab.Supervisor.Get(udp).Journal.Id);
            var (last, _) = await lab.CreateAsync("udpListener", start: false);
            Assert.Equal(last, lab.Supervisor.List()[^1].Id);
        }
    }

    [Fact]
    public async Task What_cannot_run_again_is_faulted_and_the_rest_runs()
    {
        using var data = new TempFolder();
        using var taken = Sockets.Listen();
        var port = taken.Port();
        string faulted,
            running;
        await using (var lab = new WebLab(data.Path))
        {
            (faulted, _) = await lab.CreateAsync("tcpListener", $$""" "local": { "port": {{port}} } """);
            (running, _) = await lab.CreateAsync("udpListener");
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(
                (EndpointState.Faulted, EndpointState.Running),
                (lab.Supervisor.Get(faulted).State, lab.Supervisor.Get(running).State)
            );
            taken.Close();
            Assert.Equal(200, (await lab.PostAsync($"/api/endpoints/{faulted}/start")).Status);
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("truncated")]
    [InlineData("damaged page")]
    [InlineData("newer migration")]
    [InlineData("unreadable definition")]
    [InlineData("missing column")]
    [InlineData("unreadable payload")]
    [InlineData("unreadable history")]
    public async Task A_workspace_that_cannot_be_used_is_left_alone_and_people_are_told(string what)
    {
        using var data = new TempFolder();
        await using (var lab = new WebLab(data.Path))
        {
            for (var i = 0; i < 20; i++)
            {
                await lab.CreateAsync("udpListener", start: false);
            }
        }

        Spoil(data.Database, what);
        var before = await File.ReadAllBytesAsync(data.Database, WebLab.Soon());
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Contains(data.Database, lab.Services.GetRequiredService<WorkspaceStatus>().Notice, StringComparison.Ordinal);
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

        Assert.Equal(before, await File.ReadAllBytesAsync(data.Database, WebLab.Soon()));
    }

    [Fact]
    public async Task Saved_payloads_survive_a_restart()
    {
        using var data = new TempFolder();
        string before;
        await using (var lab = new WebLab(data.Path))
        {
            await lab.PostAsync(
                "/api/payloads",
                """{ "name": "kept", "folder": "a/b", "format": "hex", "data": "{{counter:u16le}}", "template": true, "lineEnding": "crlf", "description": "d" }"""
            );
            var gone = await lab.PostAsync("/api/payloads", """{ "name": "gone", "data": "x" }""");
            var renamed = await lab.PostAsync("/api/payloads", """{ "name": "old", "data": "x" }""");
            await lab.DeleteAsync(gone.Location!.OriginalString);
            await lab.PatchAsync(renamed.Location!.OriginalString, """{ "name": "new" }""");
            await lab.PostAsync(
                "/api/payloads/import",
                """{ "payloads": [ { "name": "imported", "data": "x", "encoding": "utf-16be" } ] }"""
            );
            before = (await lab.GetAsync("/api/payloads")).Body.ToString();
        }

        await using (var lab = new WebLab(data.Path))
        {
            (await lab.GetAsync("/api/payloads")).MustEqual(before);
            Assert.Equal(3, lab.Services.GetRequiredService<PayloadLibrary>().List().Count);
        }
    }

    [Fact]
    public async Task A_workspace_of_the_first_version_is_brought_along()
    {
        using var data = new TempFolder();
        string id;
        await using (var lab = new WebLab(data.Path))
        {
            (id, _) = await lab.CreateAsync("udpListener", start: false);
        }

        Execute(
            data.Database,
            "DROP TABLE Payloads; DROP TABLE SentPayloads; DROP TABLE Certificates; DELETE FROM __EFMigrationsHistory WHERE MigrationId "
                + "LIKE '%_Payloads' OR MigrationId LIKE '%_Certificates'"
        );
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
            Assert.Equal(id, Assert.Single(lab.Supervisor.List()).Id);
            Assert.Equal(201, (await lab.PostAsync("/api/payloads", """{ "name": "p", "data": "x" }""")).Status);
            Assert.Equal(
                201,
                (await lab.PostAsync("/api/certificates", """{ "name": "c", "generate": { "names": ["localhost"] } }""")).Status
            );
        }
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_written_fails_the_change_and_keeps_what_is_there()
    {
        using var data = new TempFolder();
        await using var lab = new WebLab(data.Path);
        await lab.PostAsync("/api/payloads", """{ "name": "p", "data": "x" }""");
        Execute(data.Database, "ALTER TABLE Payloads RENAME TO Elsewhere; ALTER TABLE SentPayloads RENAME TO Nowhere");
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

    private static void Spoil(string database, string what)
    {
        switch (what)
        {
            case "garbage":
                File.WriteAllBytes(database, Encoding.ASCII.GetBytes(new string('x', 20_000)));
                break;
            case "truncated":
                using (var file = File.OpenWrite(database))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "damaged page":
                using (var file = File.OpenWrite(database))
                {
                    file.Position = 4096;
                    file.Write(Enumerable.Repeat((byte)0xee, (int)file.Length - 4096).ToArray());
                }

                break;
            case "newer migration":
                Execute("INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Future', '99.0.0')");
                break;
            case "unreadable definition":
                Execute("UPDATE Endpoints SET Definition = '{\"kind\":\"udpListener\",\"future\":1}' WHERE Position = 7");
                break;
            case "unreadable payload":
                Execute("INSERT INTO Payloads VALUES ('x', '{\"name\":\"n\",\"data\":\"\",\"future\":1}')");
                break;
            case "unreadable history":
                Execute("INSERT INTO SentPayloads VALUES (1, 'yesterday', '{\"data\":\"\"}')");
                break;
            default:
                Execute("ALTER TABLE Endpoints DROP COLUMN WantedRunning");
                break;
        }

        void Execute(string sql) => WorkspaceTests.Execute(database, sql);
    }

    private static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
