using System.Net.Http.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>A data directory has one server, and one whose disk is full stops in order, of the real process.</summary>
public sealed class DataDirectoryTests
{
    private const string AnyPort = "--urls=http://127.0.0.1:0";

    [Fact]
    public async Task A_second_server_ends_with_one_line_that_names_the_first()
    {
        using var data = new TempFolder();
        await using var first = Start(data.Path);
        using var http = await first.ClientAsync();
        await using (var second = Start(data.Path))
        {
            var (code, errors) = await second.ExitAsync();
            Assert.Equal(1, code);
            var line = Assert.Single(errors.TrimEnd().Split('\n'));
            Assert.StartsWith("SocketLab cannot start: The data directory ", line, StringComparison.Ordinal);
            Assert.Contains($"process {first.Id}, {http.BaseAddress!.ToString().TrimEnd('/')})", line, StringComparison.Ordinal);
            Assert.Equal("", second.Output);
        }

        // However the first one ends, the directory is free.
        await first.KillAsync();
        await using var third = Start(data.Path);
        await third.AddressAsync();
    }

    [Fact]
    public async Task A_full_disk_costs_lines_of_the_log_and_no_exit_code()
    {
        using var disk = new SmallDisk(kilobytes: 2048);
        await using var host = Start(disk.Path);
        using var http = await host.ClientAsync();
        disk.Fill();
        for (var i = 0; i < 150; i++)
        {
            using var refused = await http.PostAsJsonAsync("/api/endpoints", new { kind = "udpListener" }, WebLab.Soon());
            Assert.Equal(500, (int)refused.StatusCode);
        }

        disk.MakeRoom();
        using (var saved = await http.PostAsJsonAsync("/api/endpoints", new { kind = "udpListener" }, WebLab.Soon()))
        {
            Assert.Equal(201, (int)saved.StatusCode);
        }

        var log = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(disk.Path, "logs"))), WebLab.Soon());
        Assert.Contains(" bytes of the log could not be written here.", log, StringComparison.Ordinal);
        Assert.Contains("POST /api/endpoints answered 201", log, StringComparison.Ordinal);
        disk.Fill();
        using (var refused = await http.PostAsJsonAsync("/api/endpoints", new { kind = "udpListener" }, WebLab.Soon()))
        {
            Assert.Equal(500, (int)refused.StatusCode);
        }

        await host.TerminateAsync();
        Assert.Equal((0, ""), await host.ExitAsync());
    }

    private static HostProcess Start(string data) => HostProcess.Start(AnyPort, $"--SocketLab:DataDirectory={data}");
}
