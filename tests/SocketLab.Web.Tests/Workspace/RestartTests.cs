using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>What was saved is there again after a restart.</summary>
public sealed class RestartTests
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
    public async Task The_order_survives_a_restart_and_what_comes_later_stands_last()
    {
        using var data = new TempFolder();
        string[] order;
        await using (var lab = new WebLab(data.Path))
        {
            var (first, _) = await lab.CreateAsync("udpListener", """ "group": "lab 1" """, start: false);
            var (second, _) = await lab.CreateAsync("udpListener", start: false);
            var (third, _) = await lab.CreateAsync("udpListener", start: false);
            Assert.Equal(200, (await lab.PostAsync($"/api/endpoints/{third}/move", $$"""{ "before": "{{first}}" }""")).Status);
            Assert.Equal(200, (await lab.PostAsync($"/api/endpoints/{first}/move", """{ "before": null }""")).Status);
            var (last, _) = await lab.CreateAsync("udpListener", start: false);
            order = [third, second, first, last];
            Assert.Equal(order, lab.Supervisor.List().Select(e => e.Id));
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(order, lab.Supervisor.List().Select(e => e.Id));
            Assert.Equal("lab 1", lab.Supervisor.Get(order[2]).Definition.Group);
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

    [Fact]
    public async Task Saved_payloads_survive_a_restart()
    {
        using var data = new TempFolder();
        string before;
        await using (var lab = new WebLab(data.Path))
        {
            await lab.PostAsync(
                "/api/payloads",
                """
                { "name": "kept", "folder": "a/b", "format": "hex", "data": "{{counter:u16le}}", "template": true,
                  "lineEnding": "crlf", "description": "d" }
                """
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
}
