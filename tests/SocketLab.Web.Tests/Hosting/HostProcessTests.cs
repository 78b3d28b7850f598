using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>Start, log and exit codes, of the real process.</summary>
public sealed class HostProcessTests
{
    private const string AnyPort = "--urls=http://127.0.0.1:0";

    [Theory]
    [InlineData("--SocketLab:Limits:Endpoints=0", "SocketLab:Limits:Endpoints is 0; it must be from 1 to 10000.")]
    [InlineData("--SocketLab:Limits:JournalBytes=much", "SocketLab:Limits:JournalBytes is 'much', which is not a whole number")]
    [InlineData("--SocketLab:Limits:Endpoints=99999999999", "SocketLab:Limits:Endpoints is '99999999999', which is not a whole number")]
    [InlineData(
        "--SocketLab:Limits:Endpoint=3",
        "SocketLab cannot start: SocketLab:Limits has no limit 'Endpoint'; known are Endpoints, ConnectionsPerListener, "
    )]
    [InlineData("--SocketLab:Acces:Mode=token", "SocketLab cannot start: SocketLab has 'Acces'; known are DataDirectory, ")]
    [InlineData("--SocketLab:Access:Modes=token", "SocketLab cannot start: SocketLab:Access has 'Modes'; known are Mode, ")]
    [InlineData("--SocketLab:Destinations:Deny=10.0.0.0/8,10/8", "SocketLab:Destinations:Deny has '10/8'")]
    [InlineData("--SocketLab:Destinations:Allow:0=10.1.0.0/8", "SocketLab:Destinations:Allow has '10.1.0.0/8'")]
    [InlineData("--SocketLab:Destinations:Denied=10.0.0.0/8", "SocketLab:Destinations has 'Denied'; known are Deny and Allow.")]
    [InlineData("--SocketLab:UnixSockets:Folder=/run", "SocketLab:UnixSockets has 'Folder'; known is Folders.")]
    [InlineData("--SocketLab:Wireshark:Port=x", "SocketLab:Wireshark:Port is 'x'; it must be a port from 1 to 65535.")]
    [InlineData("--SocketLab:Wireshark:As=bytes", "SocketLab:Wireshark:As is 'bytes'; choose packets or messages.")]
    [InlineData("--SocketLab:Wireshark:Pipe=1", "SocketLab:Wireshark has 'Pipe'; known are Sharkd, Port, Endpoints, Filter, As, Per.")]
    [InlineData("--SocketLab:Wireshark:Per=byte", "SocketLab:Wireshark:Per is 'byte'; choose entry or frame.")]
    [InlineData(
        "--SocketLab:Wireshark:Per=frame",
        "SocketLab:Wireshark:Per is 'frame', and As is 'packets'. A packet a frame goes with messages"
    )]
    [InlineData("--SocketLab:Wireshark:Sharkd=sharkd", "SocketLab:Wireshark:Sharkd is 'sharkd', but must be an absolute path, or off.")]
    [InlineData("--SocketLab:UnixSockets:Folders=run/lab", "SocketLab:UnixSockets:Folders has 'run/lab', but must have absolute paths.")]
    [InlineData("--SocketLab:FirstUsePort=70000", "SocketLab:FirstUsePort is '70000'; it must be a port from 1 to 65535.")]
    [InlineData("--SocketLab:Destinations=10.0.0.0/8", "SocketLab:Destinations has '10.0.0.0/8'; known are Deny and Allow.")]
    [InlineData("--SocketLab:DataDirectory=/dev/null/here", "The data directory /dev/null/here cannot be used")]
    public async Task A_wrong_setting_stops_the_start_with_one_line(string setting, string reason)
    {
        using var data = new TempFolder();
        await using var host = HostProcess.Start(AnyPort, $"--SocketLab:DataDirectory={data.Path}", setting);
        var (code, errors) = await host.ExitAsync();
        Assert.Equal(1, code);
        Assert.Contains(reason, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_stops_the_start_with_one_line()
    {
        using var data = new TempFolder();
        using var taken = Sockets.Listen();
        await using var host = HostProcess.Start($"--urls=http://127.0.0.1:{taken.Port()}", $"--SocketLab:DataDirectory={data.Path}");
        var (code, errors) = await host.ExitAsync();
        Assert.Equal(1, code);
        Assert.Contains("address already in use", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_asks_the_server_of_the_same_settings()
    {
        using var data = new TempFolder();
        await using var host = HostProcess.Start(AnyPort, $"--SocketLab:DataDirectory={data.Path}");
        var address = await host.AddressAsync();
        await using (var healthy = HostProcess.Start("--healthcheck", $"--urls=http://+:{address.Port}"))
        {
            Assert.Equal((0, ""), await healthy.ExitAsync());
        }

        using var nobody = Sockets.Listen();
        var free = nobody.Port();
        nobody.Close();
        await using var dead = HostProcess.Start("--healthcheck", $"--urls=http://127.0.0.1:{free}");
        Assert.Equal(1, (await dead.ExitAsync()).Code);
    }

    [Fact]
    public async Task The_log_has_requests_but_no_queries_and_nothing_of_files_and_health()
    {
        using var data = new TempFolder();
        await using var host = HostProcess.Start(AnyPort, $"--SocketLab:DataDirectory={data.Path}");
        using var http = new HttpClient { BaseAddress = await host.AddressAsync() };
        foreach (
            var path in new[]
            {
                "/healthz?secret-1",
                "/favicon.svg?secret-2",
                "/api/endpoints?access_token=secret-3",
                "/api/nothing%1b%5b2J?secret-4",
            }
        )
        {
            using var response = await http.GetAsync(path, WebLab.Soon());
        }

        await host.TerminateAsync();
        await host.ExitAsync();
        var file = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(data.Path, "logs"))), WebLab.Soon());
        foreach (var log in new[] { host.Output, file })
        {
            Assert.Contains("GET /api/endpoints answered 200", log, StringComparison.Ordinal);
            Assert.Contains(@"GET /api/nothing\u{1b}[2J answered 404", log, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", log, StringComparison.Ordinal);
            Assert.DoesNotContain("healthz", log, StringComparison.Ordinal);
            Assert.DoesNotContain("favicon", log, StringComparison.Ordinal);
        }
    }
}
