namespace SocketLab.Benchmarks.Peers;

internal static class PeerReport
{
    public static Task<int> RunAsync(BenchmarkOptions options) => Task.FromResult(options.Runs);
}
