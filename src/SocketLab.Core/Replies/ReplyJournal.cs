using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>Why a message that a rule matched, or might have, was not answered.</summary>
internal enum ReplySkip
{
    /// <summary>Answers came faster than the limit.</summary>
    Paused,

    /// <summary>The peer is a socket of ours that answers by rule itself.</summary>
    OwnSocket,

    /// <summary>The datagram came from a port below 1024, where services live that would answer the answer.</summary>
    SystemPort,

    /// <summary>The settings deny sending there.</summary>
    DestinationDenied,

    /// <summary>Too many answers wait already.</summary>
    QueueFull,

    /// <summary>Messages left the journal before the rules could see them.</summary>
    Behind,

    /// <summary>A frame is longer than what rules look at.</summary>
    FrameTooLong,

    /// <summary>An expression took too long.</summary>
    ExpressionTimedOut,

    /// <summary>The answer could not be sent.</summary>
    SendFailed,

    /// <summary>The connection had ended, or our side of it was closed, before the answer went.</summary>
    ConnectionClosed,

    /// <summary>The endpoint was stopped before the answer went.</summary>
    Stopped,

    /// <summary>A length in the answer does not fit its format, or the answer would be too long.</summary>
    AnswerTooLong,

    /// <summary>Something that nobody foresaw.</summary>
    Unexpected,
}

/// <summary>Words for what happens to answers.</summary>
internal static class ReplyJournal
{
    /// <summary>Answering stops for now.</summary>
    public static JournalEvent Paused(int limit) =>
        new(
            EventType.ReplyPaused,
            null,
            $"Replies paused: more than {limit:N0} within a second, as in a loop. They go on after a second with fewer",
            new ReplyPausedData(limit)
        );

    /// <summary>Answering goes on.</summary>
    public static JournalEvent Resumed(long skipped) =>
        new(EventType.ReplyResumed, null, $"Replies go on; {skipped:N0} were not sent meanwhile", new ReplyResumedData(skipped));

    /// <summary>Some messages were not answered.</summary>
    public static JournalEvent Skipped(ReplySkip reason, long count) =>
        new(
            EventType.ReplySkipped,
            System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()),
            $"Not answered by rule ({count:N0}): {Why(reason)}",
            new CountData(count)
        );

    private static string Why(ReplySkip reason) =>
        reason switch
        {
            ReplySkip.OwnSocket => "the peer is an endpoint of this SocketLab that has reply rules itself, and the two would never stop",
            ReplySkip.SystemPort =>
                "the datagram came from a port below 1024, where services such as echo and chargen would answer the reply; an option "
                    + "of the endpoint answers them too",
            ReplySkip.DestinationDenied => "SocketLab does not send to that address",
            ReplySkip.QueueFull => "as many replies as may wait are waiting already",
            ReplySkip.Behind => "messages came faster than the rules could look at them and left the journal first",
            ReplySkip.FrameTooLong => "the frame is longer than what rules look at",
            ReplySkip.ExpressionTimedOut => "a regular expression took too long",
            ReplySkip.SendFailed => "the reply could not be sent",
            ReplySkip.ConnectionClosed => "the connection had ended, or our side of it was closed, before the reply was due",
            ReplySkip.Stopped => "the endpoint was stopped before the reply went out",
            ReplySkip.AnswerTooLong => "with what was captured, a length does not fit its format, or the reply has more than 16 MiB",
            ReplySkip.Paused => "replies are paused",
            _ => "something failed in a way that nobody foresaw",
        };
}
