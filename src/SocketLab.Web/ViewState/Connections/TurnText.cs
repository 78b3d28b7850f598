using System.Globalization;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>Writes how long one side took after the other: <c>+45 µs</c>, <c>+12.3 ms</c>, <c>+1.204 s</c>, <c>+3:04</c>.</summary>
public static class TurnText
{
    /// <summary>Three or four digits, and never a negative time: clocks of two sources may differ by some microseconds.</summary>
    public static string Of(TimeSpan time) =>
        time switch
        {
            { Ticks: <= 0 } => "+0 µs",
            { TotalMilliseconds: < 1 } => Write(time.TotalMicroseconds, "0", "µs"),
            { TotalSeconds: < 1 } => Write(time.TotalMilliseconds, time.TotalMilliseconds < 100 ? "0.0" : "0", "ms"),
            { TotalMinutes: < 1 } => Write(time.TotalSeconds, "0.000", "s"),
            _ => $"+{Elapsed.Format(time)}",
        };

    private static string Write(double value, string format, string unit) =>
        $"+{value.ToString(format, CultureInfo.InvariantCulture)} {unit}";
}
