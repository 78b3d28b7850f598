using System.Diagnostics;

namespace SocketLab.Benchmarks.Filters;

/// <summary>Filters a capture file with Wireshark's own program.</summary>
internal static class TsharkRun
{
    /// <summary>How long it takes, in milliseconds, and how many packets it finds. Without names and much output.</summary>
    public static (double? Milliseconds, long Packets) Measure(string capture, string display)
    {
        var start = new ProcessStartInfo("tshark", ["-n", "-r", capture, "-Y", display, "-T", "fields", "-e", "frame.number"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var packets = 0L;
        while (process.StandardOutput.ReadLine() is not null)
        {
            packets++;
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? (clock.Elapsed.TotalMilliseconds, packets)
            : throw new InvalidOperationException($"tshark does not take '{display}'.");
    }
}
