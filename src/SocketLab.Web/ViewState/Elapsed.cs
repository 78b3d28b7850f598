using System.Globalization;

namespace SocketLab.Web.ViewState;

/// <summary>Writes how long something lasts, short: <c>12 s</c>, <c>3:04</c>, <c>2:03:04</c>, <c>5 d 02:03</c>.</summary>
public static class Elapsed
{
    /// <summary>Whole seconds, and no more digits than people read.</summary>
    public static string Format(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 0 } => "0 s",
            { TotalMinutes: < 1 } => $"{time.Seconds} s",
            { TotalHours: < 1 } => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
            { TotalDays: < 1 } => time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
            _ => time.ToString(@"d' d 'hh\:mm", CultureInfo.InvariantCulture),
        };
}
