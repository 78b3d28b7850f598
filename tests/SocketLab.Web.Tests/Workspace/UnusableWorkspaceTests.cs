using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>A file that is damaged as a whole is left alone; one that cannot be written keeps what it has.</summary>
public sealed class UnusableWorkspaceTests
{
    [Theory]
    [InlineData("garbage")]
    [InlineData("truncated")]
    [InlineData("damaged page")]
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

    private static void Spoil(string database, string what)
    {
        using var file = File.OpenWrite(database);
        switch (what)
        {
            case "garbage":
                file.SetLength(0);
                file.Write(Encoding.ASCII.GetBytes(new string('x', 20_000)));
                break;
            case "truncated":
                file.SetLength(file.Length / 2);
                break;
            default:
                file.Position = 4096;
                file.Write(Enumerable.Repeat((byte)0xee, (int)file.Length - 4096).ToArray());
                break;
        }
    }
}
