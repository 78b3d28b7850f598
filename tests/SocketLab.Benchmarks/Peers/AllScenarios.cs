using SocketLab.Benchmarks.Peers.Scenarios;

namespace SocketLab.Benchmarks.Peers;

/// <summary>The one list of scenarios.</summary>
internal static class AllScenarios
{
    public static IReadOnlyList<Scenario> List(BenchmarkOptions options) =>
        [
            new SmallDatagrams(),
            new LargeDatagrams("udp8k", 8_192, 200_000),
            new LargeDatagrams("udp64k", 65_507, 30_000),
            new FirstBurst("first8k", 8_192, 200_000),
            new FirstBurst("first64k", 65_507, 30_000),
            new OneStream(),
            new LargeFile(),
            new ManyConnections(),
            new BacklogRead(),
            new Sending(),
            new Soak(),
            new StalledClients(options.Seconds ?? 30),
            new Allocation(),
        ];
}
