using System.Net.Http.Json;
using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>What was answered as saved is there after a kill. docs/RELIABILITY.md has the long run of 200 kills.</summary>
public sealed class KillsTests
{
    private const int Rounds = 3;
    private const int SavesBeforeKill = 40;

    [Fact]
    public async Task Every_save_that_was_answered_is_there_after_a_kill()
    {
        using var data = new TempFolder();
        SavingClient[] clients = [new("payloads", 1), new("payloads", 2), new("endpoints", 3)];
        for (var round = 0; round <= Rounds; round++)
        {
            await using var host = HostProcess.Start("--urls=http://127.0.0.1:0", $"--SocketLab:DataDirectory={data.Path}");
            using var http = await host.ClientAsync();
            var status = await http.GetFromJsonAsync<JsonElement>("/api/workspace/status", WebLab.Soon());
            Assert.Null(status.GetProperty("notice").GetString());
            foreach (var client in clients)
            {
                Assert.Empty(await client.CheckAsync(http));
            }

            if (round < Rounds)
            {
                var before = Saved();
                var saving = Task.WhenAll(clients.Select(client => client.RunAsync(http)));
                await Eventually.HoldsAsync(() => Saved() >= before + SavesBeforeKill || saving.IsFaulted);
                await host.KillAsync();
                await Eventually.Ends(saving);
            }
        }

        int Saved() => clients.Sum(client => client.Answered);
    }
}
