namespace SocketLab.Web.ViewState.Summaries;

/// <summary>How far back plots over time go.</summary>
public enum PlotSpan
{
    /// <summary>A minute, by the second.</summary>
    Minute,

    /// <summary>Ten minutes, by the second.</summary>
    TenMinutes,

    /// <summary>An hour, by ten seconds.</summary>
    Hour,

    /// <summary>A day, by five minutes.</summary>
    Day,
}

/// <summary>What is to be known of each span.</summary>
public static class PlotSpans
{
    /// <summary>How long it is.</summary>
    public static TimeSpan Length(this PlotSpan span) =>
        span switch
        {
            PlotSpan.Minute => TimeSpan.FromMinutes(1),
            PlotSpan.TenMinutes => TimeSpan.FromMinutes(10),
            PlotSpan.Hour => TimeSpan.FromHours(1),
            _ => TimeSpan.FromDays(1),
        };
}
