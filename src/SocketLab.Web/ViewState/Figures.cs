using System.Globalization;

namespace SocketLab.Web.ViewState;

/// <summary>Writes counts and times as every screen does. Imported everywhere, so that no file writes its own.</summary>
public static class Figures
{
    /// <summary>A count with a comma between thousands: <c>1,234</c>.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and what is counted: <c>1 byte</c>, <c>1,234 bytes</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">What is counted; its plural ends with an s.</param>
    public static string Counted(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A time given in microseconds: <c>12 µs</c>, and <c>1.5 ms</c> from a millisecond on.</summary>
    public static string Microseconds(double value) =>
        value < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{value:0} µs")
            : string.Create(CultureInfo.InvariantCulture, $"{value / 1000:#,0.0} ms");
}
