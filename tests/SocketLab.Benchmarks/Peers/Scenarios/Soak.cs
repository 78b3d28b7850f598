namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>10,000,000 datagrams of 64 bytes flat out into one fresh process: does its memory stand still?</summary>
internal sealed class Soak : Scenario
{
    private const int Count = 10_000_000;
    private const int Size = 64;

    /// <summary>The journal's default limit of 256 MiB, and 200 MB.</summary>
    private const double MostMegabytes = ((256 << 20) / 1e6) + 200;

    /// <summary>A rise in half of the run that is called flat: segments, heaps and code come in steps of this size.</summary>
    private const double FlatMegabytes = 10;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private static readonly Metric Most = new("resident memory at most", "MB");
    private static readonly Metric Start = new("resident memory before", "MB");
    private static readonly Metric Rise = new("rise over the last half", "MB");
    private static readonly Metric Rate = new("sent", "datagrams/s");

    public override string Name => "soak";

    public override string Title => "10,000,000 datagrams of 64 bytes, flat out";

    public override bool WarmUp => false;

    public override IReadOnlyList<Bar> Bars =>
        [
            new("resident memory under journal limit + 200 MB", Most, Ours) { AtMost = MostMegabytes },
            new("flat over the last half: within 10 MB", Rise, Ours) { AtMost = FlatMegabytes },
            new("ledger exact", Metric.LedgerError, Ours) { AtMost = 0, AtLeast = 0 },
        ];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) => [new(Ours, sheet => RunAsync(arena, sheet))];

    private static async Task RunAsync(Arena arena, Sheet sheet)
    {
        await using var lab = await arena.FreshLabAsync();
        await using var endpoint = await LabEndpoint.UdpAsync(lab);
        var samples = new List<double> { Megabytes(lab) };
        var blasting = arena.Yardstick.BlastUdpAsync(endpoint.Port, Count, Size);
        while (!blasting.IsCompleted)
        {
            await Task.Delay(Every, TimeProvider.System);
            samples.Add(Megabytes(lab));
        }

        var blast = await blasting;
        var stats = await endpoint.SettledAsync();
        sheet.Note(Start, samples[0]);
        sheet.Note(Most, samples.Max());
        sheet.Note(Rise, FittedRise(samples[(samples.Count / 2)..]));
        sheet.Note(Metric.Lost, blast.Sent - stats.ReceivedMessages);
        sheet.Note(Metric.LedgerError, blast.Sent - stats.ReceivedMessages - stats.KernelDrops);
        sheet.Note(Rate, blast.PerSecond);
    }

    private static double Megabytes(LabProcess lab) => ProcessFigures.ResidentBytes(lab.Id) / 1e6;

    /// <summary>The straight line through the samples, from its first to its last: one odd sample does not decide.</summary>
    private static double FittedRise(List<double> samples)
    {
        var (middle, mean) = ((samples.Count - 1) / 2.0, samples.Average());
        var slope =
            samples.Select((sample, i) => (i - middle) * (sample - mean)).Sum()
            / samples.Select((_, i) => (i - middle) * (i - middle)).Sum();
        return slope * (samples.Count - 1);
    }
}
