using System.Runtime.InteropServices;
using Microsoft.Playwright;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>
/// curl or a browser posts a file of 1 GiB to a fresh process, which sends it over one TCP connection: what memory does that take?
/// </summary>
/// <remarks>
/// The receiver compares every byte. Memory is the highest resident set since the process was ready (VmHWM), so nothing hides between two
/// looks, and
/// compiling the code that is used for the first time counts too. A journal keeps what was sent up to its limit, 256 MiB by default: that
/// is what
/// it is for, and that contestant's figure is without it. The others have a journal of 1 MiB, and their figure is all of it.
/// </remarks>
internal sealed class LargeFile : Scenario
{
    private const long Bytes = 1L << 30;
    private const int Chunk = 128 << 10;
    private const string SmallJournal = "SocketLab, journal of 1 MiB";
    private const string Browser = "SocketLab, journal of 1 MiB, file chosen in a browser";
    private const string NetCat = "nc -N < file";
    private const long DefaultJournal = 256 << 20;

    private static readonly Metric Gained = new("memory gained", "MiB");
    private static readonly Metric Beyond = new("memory gained beyond the journal's limit", "MiB");

    public override string Name => "file1g";

    public override string Title => "a file of 1 GiB, posted by curl or a browser and sent over TCP";

    public override bool WarmUp => false;

    public override IReadOnlyList<Bar> Bars =>
        [
            new("under 64 MiB more memory, journal of 1 MiB", Gained, SmallJournal) { AtMost = 64 },
            new("under 64 MiB more memory, from a browser that watches", Gained, Browser) { AtMost = 64 },
            new("under 64 MiB more memory than the journal's limit", Beyond, Ours) { AtMost = 64 },
            new("every byte right", Metric.WrongBytes, Ours) { AtMost = 0, AtLeast = 0 },
            new("every byte right, journal of 1 MiB", Metric.WrongBytes, SmallJournal) { AtMost = 0, AtLeast = 0 },
            new("every byte right, from a browser", Metric.WrongBytes, Browser) { AtMost = 0, AtLeast = 0 },
            new("throughput beside nc, which has no upload in between", Metric.Throughput, Ours) { Reference = NetCat },
        ];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [
            new(Ours, sheet => SocketLabAsync(arena, sheet, DefaultJournal, byBrowser: false), "cc", "curl"),
            new(SmallJournal, sheet => SocketLabAsync(arena, sheet, 1 << 20, byBrowser: false), "cc", "curl"),
            new(Browser, sheet => SocketLabAsync(arena, sheet, 1 << 20, byBrowser: true), "cc", BrowserWatch.Program),
            new(NetCat, sheet => NetCatAsync(arena, sheet), "cc", "nc"),
        ];

    private static async Task SocketLabAsync(Arena arena, Sheet sheet, long journal, bool byBrowser)
    {
        using var file = Write();
        await using var lab = await arena.FreshLabAsync();
        await using var sink = await arena.Yardstick.TcpCheckAsync();
        long before,
            started;
        await using (
            var client = await LabEndpoint.StartAsync(
                lab,
                new
                {
                    kind = "tcpClient",
                    remote = new { host = "127.0.0.1", port = sink.Port },
                    journal = new { maxBytes = journal },
                }
            )
        )
        {
            await using var browser = byBrowser ? await BrowserWatch.OpenAsync(lab.Address, client.Id) : null;
            ProcessFigures.ForgetPeak(lab.Id);
            (before, started) = (ProcessFigures.ResidentBytes(lab.Id), TimeProvider.System.GetTimestamp());
            await (browser is null ? PostAsync(client, file) : ChooseAsync(browser.Page, file));
        }

        // The endpoint is gone, and with it the connection: the receiver has it all.
        await CheckAsync(sink, sheet, started);
        var gained = ProcessFigures.PeakResidentBytes(lab.Id) - before;
        sheet.Note(Gained, gained / (double)(1 << 20));
        sheet.Note(Beyond, (gained - journal) / (double)(1 << 20));
    }

    private static Task PostAsync(LabEndpoint client, TempFile file) =>
        PeerProcess.RunAsync(
            "curl",
            "-sSf",
            "-X",
            "POST",
            "-H",
            "Content-Type: application/octet-stream",
            "-T",
            file.Path,
            new Uri(client.Lab.Address, $"/api/endpoints/{client.Id}/send").ToString()
        );

    /// <summary>As a person does it: choose the file, click Send, and see that it has gone.</summary>
    private static async Task ChooseAsync(IPage page, TempFile file)
    {
        await page.GetByTestId("file").ClickAsync();
        await page.GetByTestId("file-input").SetInputFilesAsync(file.Path);
        await page.GetByTestId("send").ClickAsync();
        await page.GetByTestId("upload").GetByText("bytes sent").WaitForAsync(new() { Timeout = 60_000 });
    }

    private static async Task NetCatAsync(Arena arena, Sheet sheet)
    {
        using var file = Write();
        await using var sink = await arena.Yardstick.TcpCheckAsync();
        var started = TimeProvider.System.GetTimestamp();
        await PeerProcess.RunAsync("/bin/sh", "-c", "exec nc -N 127.0.0.1 \"$1\" < \"$2\"", "sh", Yardstick.Text(sink.Port), file.Path);
        await CheckAsync(sink, sheet, started);
    }

    private static async Task CheckAsync(Sink sink, Sheet sheet, long started)
    {
        var result = await sink.ResultAsync();
        sheet.Note(Metric.Throughput, Bytes / TimeProvider.System.GetElapsedTime(started).TotalSeconds / 1e9);
        sheet.Note(Metric.WrongBytes, result.GetProperty("wrong").GetInt64() + Math.Abs(Bytes - result.GetProperty("received").GetInt64()));
    }

    /// <summary>The words 0, 1, 2 … as a file.</summary>
    private static TempFile Write()
    {
        var temp = new TempFile();
        using var file = File.Create(temp.Path);
        var words = new int[Chunk / sizeof(int)];
        for (var first = 0; first < Bytes / sizeof(int); first += words.Length)
        {
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = first + i;
            }

            file.Write(MemoryMarshal.AsBytes<int>(words));
        }

        return temp;
    }
}
