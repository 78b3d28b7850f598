using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>Says on a card how far what is sent again and again is.</summary>
public static class CardJob
{
    /// <summary>The jobs under way, in words, by endpoint: <c>Sending 40/100</c>.</summary>
    public static Dictionary<string, string> Lines(SendJobs jobs) =>
        jobs.List()
            .Where(job => !job.State.IsEnded())
            .GroupBy(job => job.EndpointId)
            .ToDictionary(own => own.Key, own => Line(own.First(), own.Count() - 1));

    private static string Line(SendJob newest, int others)
    {
        var progress = newest.Progress;
        var far = newest.Requested is { } requested ? $"{Number(progress.Sent)}/{Number(requested)}" : Number(progress.Sent);
        var line = progress.State == JobState.Paused ? $"Sending paused at {far}" : $"Sending {far}";
        return others > 0 ? $"{line}, and {Number(others)} more" : line;
    }
}
