using System.Globalization;

namespace SocketLab.Benchmarks.Peers;

/// <summary>What the system knows of a process: proc(5).</summary>
internal static class ProcessFigures
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of all its threads so far, in seconds; read to 10 ms.</summary>
    public static double CpuSeconds(int id)
    {
        // The name in field 2 may hold blanks; fields count from behind it: utime and stime are 14 and 15.
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }

    /// <summary>Resident memory in bytes.</summary>
    public static long ResidentBytes(int id) => Status(id, "VmRSS:");

    /// <summary>Most resident memory in bytes, since its start or since <see cref="ForgetPeak"/>.</summary>
    public static long PeakResidentBytes(int id) => Status(id, "VmHWM:");

    /// <summary>Lets the peak begin anew.</summary>
    public static void ForgetPeak(int id) => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    private static long Status(int id, string name)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
