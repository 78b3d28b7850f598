using System.Globalization;

namespace SocketLab.Web.ViewState;

/// <summary>How the feed writes times; a click on the column's head goes to the next way.</summary>
public enum TimeStyle
{
    /// <summary>Time of day in the viewer's time zone.</summary>
    Absolute,

    /// <summary>Seconds since the first entry kept.</summary>
    SinceFirst,

    /// <summary>Seconds since the entry before.</summary>
    Delta,
}

/// <summary>Writes times to the microsecond.</summary>
public static class TimeColumn
{
    /// <summary>The head of the column.</summary>
    public static string Title(TimeStyle style) =>
        style switch
        {
            TimeStyle.SinceFirst => "Since first",
            TimeStyle.Delta => "Delta",
            _ => "Time",
        };

    /// <summary>The next style in the circle.</summary>
    public static TimeStyle Next(TimeStyle style) => style == TimeStyle.Delta ? TimeStyle.Absolute : style + 1;

    /// <summary>The day of a time, where the viewer is.</summary>
    public static DateOnly DayOf(DateTime time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time, zone));

    /// <summary>A time of day, or a distance from <paramref name="reference"/> in seconds.</summary>
    public static string Format(TimeStyle style, DateTime time, DateTime? reference, TimeZoneInfo zone) =>
        style == TimeStyle.Absolute
            ? TimeZoneInfo.ConvertTimeFromUtc(time, zone).ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
            : Seconds(time - (reference ?? time));

    /// <summary>A span in seconds, to the microsecond.</summary>
    public static string Seconds(TimeSpan span) =>
        (span.Ticks / (double)TimeSpan.TicksPerSecond).ToString("0.000000", CultureInfo.InvariantCulture);
}
