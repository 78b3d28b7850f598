namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>What a boundary view shows, in sentences.</summary>
public static class BoundaryWords
{
    /// <summary>What one learns from it.</summary>
    public static string Lesson(bool isDatagrams) =>
        isDatagrams
            ? "UDP keeps the boundaries: each datagram arrives as it was sent, whole, or not at all."
            : "TCP carries bytes, not messages: what several sends wrote may come in one read, and what one send wrote in several. "
                + "Who needs messages has to mark them in the bytes (framing).";

    /// <summary>What happened in this one.</summary>
    public static string Summary(BoundaryAxis axis)
    {
        if (axis.IsEmpty)
        {
            return "Nothing was sent this way yet.";
        }

        if (axis.IsDatagrams)
        {
            return $"{Count(axis.Sends.Count, "datagram")} sent, {Number(axis.Receives.Count)} arrived"
                + (axis.Lost.Count > 0 ? $", {Number(axis.Lost.Count)} lost or still under way" : ", none lost")
                + (axis.Unpaired > 0 ? $"; {Number(axis.Unpaired)} more arrived whose send is not kept." : ".");
        }

        return $"{Count(axis.Sends.Count, "send")} became {Count(axis.Receives.Count, "read")}"
            + (axis.Joined > 0 ? $"; {Count(axis.Joined, "read")} joined several sends" : "")
            + (axis.Cut > 0 ? $"; {Count(axis.Cut, "send")} came in several reads" : "")
            + (axis is { Joined: 0, Cut: 0, Receives.Count: > 0 } ? "; each read brought exactly one send" : "")
            + (axis.UnderWay > 0 ? $". {Count(axis.UnderWay, "byte")} not read yet." : ".");
    }

    /// <summary>One piece.</summary>
    /// <param name="axis">What it is of.</param>
    /// <param name="isSend">Whether it was sent, or received.</param>
    /// <param name="index">Its index among those.</param>
    public static string Of(BoundaryAxis axis, bool isSend, int index)
    {
        var piece = (isSend ? axis.Sends : axis.Receives)[index];
        var what = axis.IsDatagrams
            ? $"datagram of {Count(piece.Length, "byte")}"
            : $"{Count(piece.Length, "byte")}, from byte {Number(piece.Start)} of the stream on";
        if (axis.IsDatagrams)
        {
            return isSend
                ? $"Sent: a {what}; {(axis.Lost.Contains(index) ? "it did not arrive" : "it arrived as it is")}."
                : $"Received: a {what}, as it was sent.";
        }

        var (_, parts) = BoundaryAxis.Within(isSend ? axis.Receives : axis.Sends, piece.Start, piece.End);
        return isSend
            ? $"Send of {what}; {(parts == 0 ? "not read yet" : $"it came in {Count(parts, "read")}")}."
            : $"Read of {what}; it has bytes of {Count(parts, "send")}.";
    }

    private static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
