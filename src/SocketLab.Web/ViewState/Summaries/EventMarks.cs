using System.Text;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Summaries;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>Events as marks of a plot.</summary>
internal static class EventMarks
{
    /// <summary>The marks, in order.</summary>
    public static IEnumerable<PlotMark> Of(IEnumerable<EventMark> events) =>
        events.Select(one => new PlotMark(
            Math.Round(PlotTime.Seconds(one.Time), 3),
            (one.Endpoint is { } endpoint ? $"{VisibleText.Name(endpoint)}: " : "")
                + (one.Peer.IsNone ? Words(one.Type) : $"{Words(one.Type)}: {PeerText.Of(one.Peer)}"),
            IsTrouble(one.Type) ? "bad" : "event"
        ));

    /// <summary>Whether somebody will want to know why.</summary>
    public static bool IsTrouble(EventType type) => type == EventType.Dropped || FeedRow.IsTrouble(type);

    /// <summary>The name of a type in words: <c>connection reset</c>.</summary>
    public static string Words(EventType type)
    {
        var words = new StringBuilder();
        foreach (var letter in type.ToString())
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.Replace("tls", "TLS").ToString();
    }
}
