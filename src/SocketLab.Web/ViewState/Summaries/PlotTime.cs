using System.Globalization;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>Times as plots have them: seconds since 1970.</summary>
internal static class PlotTime
{
    /// <summary>The seconds of a time, UTC.</summary>
    public static double Seconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / (double)TimeSpan.TicksPerSecond;

    /// <summary>The time, UTC, as near as possible to any seconds.</summary>
    public static DateTime At(double seconds) =>
        DateTime.UnixEpoch.AddTicks((long)Math.Round(Math.Clamp(seconds, 0, 200_000_000_000) * 1_000_000) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A time of day in a zone.</summary>
    public static string Text(DateTime time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
