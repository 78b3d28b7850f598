using System.Net;
using System.Text;
using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class ExportApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Json_lines_are_the_entries_of_the_contract()
    {
        var id = await DatagramsAsync("one", "two");
        var lines = (await ExportAsync(id, "jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var entries = (await lab.GetAsync($"/api/endpoints/{id}/entries")).Body.GetProperty("entries").EnumerateArray();
        Assert.Equal(entries.Select(entry => entry.GetRawText()), lines);
    }

    [Fact]
    public async Task Csv_has_a_row_an_entry_and_no_formula()
    {
        var id = await DatagramsAsync("=1+2", "@a", "say \"hi\", friend", "plain");
        var rows = (await ExportAsync(id, "csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("seq,time,kind", rows[0][..13]);
        Assert.Contains(",'=1+2,3d312b32,,", rows[2], StringComparison.Ordinal);
        Assert.Contains(",'@a,4061,,", rows[3], StringComparison.Ordinal);
        Assert.Contains(",\"say \"\"hi\"\", friend\",", rows[4], StringComparison.Ordinal);
        Assert.Contains(",false,plain,706c61696e,,", rows[5], StringComparison.Ordinal);
        Assert.Equal(6, rows.Length);
    }

    [Fact]
    public async Task Python_reads_the_csv_back()
    {
        var id = await DatagramsAsync("a,b", "line\nbreak", "\"");
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "lab.csv");
        await File.WriteAllTextAsync(file, await ExportAsync(id, "csv"), TestContext.Current.CancellationToken);
        var told = await Tool.PythonAsync(
            $"import csv\nfor r in csv.DictReader(open('{file}', newline='')):\n  print(r['seq'], bytes.fromhex(r['hex']), len(r))"
        );
        Assert.Equal(
            ["1 b'' 16", "2 b'a,b' 16", @"3 b'line\nbreak' 16", "4 b'\"' 16"],
            told.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Fact]
    public async Task Text_is_what_a_person_sees()
    {
        var id = await DatagramsAsync("tab\there");
        var lines = (await ExportAsync(id, "text")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"^\S+Z -- Listening for UDP on 127\.0\.0\.1:\d+$", lines[0]);
        Assert.Matches(@"^\S+Z <- 127\.0\.0\.1:\d+ tab\\there$", lines[1]);
    }

    [Fact]
    public async Task Text2pcap_reads_the_hex_dump_back()
    {
        string[] payloads = ["41 42 is text that looks like bytes", new('x', 300), "z"];
        var id = await DatagramsAsync(payloads);
        using var folder = new TempFolder();
        var (dump, pcap) = (Path.Combine(folder.Path, "lab.txt"), Path.Combine(folder.Path, "lab.pcapng"));
        await File.WriteAllTextAsync(dump, await ExportAsync(id, "hexdump"), TestContext.Current.CancellationToken);
        await Tool.RunAsync("text2pcap", null, "-q", "-D", "-t", "%Y-%m-%dT%H:%M:%S.%fZ", "-u", "1000,9191", dump, pcap);
        var told = await Tool.RunAsync(
            "tshark",
            null,
            ["-r", pcap, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.packet_flags_direction", "-e", "udp.payload"]
        );
        var entries = lab.Supervisor.Get(id).Journal.ReadAll().Where(entry => entry.Event is null);
        Assert.Equal(
            entries.Select(entry => $"{Epoch(entry.Time)}\t0x00000001\t{Convert.ToHexStringLower(entry.Payload.Span)}"),
            told.Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal))
        );

        static string Epoch(DateTime time)
        {
            var ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
            return $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond:0000000}00";
        }
    }

    [Fact]
    public async Task Raw_bytes_are_those_of_one_direction_of_one_connection()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        var sent = new byte[200_000];
        Random.Shared.NextBytes(sent);
        await Eventually.Ends(Task.Run(() => peer.Send(sent)));
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == sent.Length);
        await lab.PostBytesAsync($"/api/endpoints/{id}/send", "answer"u8.ToArray());
        var connection = lab.Supervisor.Get(id).Connections.ListOpen().Single().Id;
        Assert.Equal(sent, await lab.Http.GetByteArrayAsync(Url(id, $"raw&connectionId={connection}")));
        Assert.Equal("answer"u8.ToArray(), await lab.Http.GetByteArrayAsync(Url(id, $"raw&connectionId={connection}&direction=out")));
        Assert.Equal(400, (await lab.GetAsync($"/api/endpoints/{id}/export?format=raw")).Status);
    }

    [Fact]
    public async Task A_c_compiler_takes_the_arrays()
    {
        var id = await DatagramsAsync("", "Hello", new('y', 40));
        var text = await ExportAsync(id, "c");
        Assert.Contains(
            "const unsigned long message_2_length = 0;\nconst unsigned char message_2[] = { 0\n};",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("const unsigned char message_3[] = {\n  0x48, 0x65, 0x6c, 0x6c, 0x6f,\n};", text, StringComparison.Ordinal);
        Assert.Contains("message_4_length = 40;", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_the_journal_can_be_asked_for()
    {
        var id = await DatagramsAsync("one", "two", "three");
        var lines = (await ExportAsync(id, "jsonl&after=1&before=4&direction=in")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["one", "two"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()));
    }

    private static Uri Url(string id, string query) => new($"/api/endpoints/{id}/export?format={query}", UriKind.Relative);

    private async Task<string> ExportAsync(string id, string query)
    {
        using var response = await lab.Http.GetAsync(Url(id, query), WebLab.Soon());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(WebLab.Soon()));
    }

    private async Task<string> DatagramsAsync(params string[] payloads)
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        using var peer = Sockets.Udp();
        for (var i = 0; i < payloads.Length; i++)
        {
            peer.SendTo(payloads[i], port);
            await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedMessages == i + 1);
        }

        return id;
    }
}
