namespace SocketLab.Benchmarks.Faults;

/// <summary>
/// Records a flat-out million of datagrams, and what that costs beside receiving alone; a stream flat out; then kills SocketLab again and
/// again while it records, and looks whether everything is there up to a second before.
/// </summary>
internal static class RecordingRun
{
    /// <returns>1 where something was lost, too dear or too slow.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        (string Name, Func<BenchmarkOptions, Task<bool>> RunAsync)[] parts =
        [
            ("cost", RecordingCost.RunAsync),
            ("stream", RecordedStream.RunAsync),
            ("kills", RecordingKills.RunAsync),
        ];
        var isMet = true;
        foreach (var part in parts.Where(part => options.Only.Count == 0 || options.Only.Contains(part.Name)))
        {
            isMet &= await part.RunAsync(options);
        }

        return isMet ? 0 : 1;
    }
}
