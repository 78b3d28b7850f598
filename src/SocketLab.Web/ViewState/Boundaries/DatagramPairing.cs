namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>Says which received datagram is which sent one, where a datagram says nothing of that itself.</summary>
/// <remarks>
/// By length and content first. Of several that are alike the order is kept, and where some are lost the times decide which: on one machine
/// a datagram arrives while it is being sent.
/// </remarks>
public static class DatagramPairing
{
    /// <summary>For each sent datagram the index of the received one; -1 where it did not arrive.</summary>
    public static int[] Pair(IReadOnlyList<BoundaryPiece> sent, IReadOnlyList<BoundaryPiece> received)
    {
        var pairs = Enumerable.Repeat(-1, sent.Count).ToArray();
        var isTaken = new bool[received.Count];
        PairAlike(piece => (piece.Length, piece.Content));

        // Of what was cut off at its end the content is not known: by length alone.
        PairAlike(piece => (piece.Length, 0));
        return pairs;

        void PairAlike(Func<BoundaryPiece, (int, int)> key)
        {
            var arrived = Enumerable.Range(0, received.Count).Where(i => !isTaken[i]).ToLookup(i => key(received[i]));
            foreach (var alike in Enumerable.Range(0, sent.Count).Where(i => pairs[i] < 0).GroupBy(i => key(sent[i])))
            {
                int[] outs = [.. alike],
                    ins = [.. arrived[alike.Key]];
                foreach (var (from, to) in InOrder(outs, ins, i => sent[i].Time, i => received[i].Time))
                {
                    if (received[to].Content == 0 || received[to].Content == sent[from].Content)
                    {
                        (pairs[from], isTaken[to]) = (to, true);
                    }
                }
            }
        }
    }

    private static IEnumerable<(int From, int To)> InOrder(
        int[] outs,
        int[] ins,
        Func<int, DateTime> sentAt,
        Func<int, DateTime> receivedAt
    )
    {
        int o = 0,
            i = 0;
        while (o < outs.Length && i < ins.Length)
        {
            var spare = outs.Length - o - (ins.Length - i);
            if (spare > 0 && IsNearer(sentAt(outs[o + 1]), sentAt(outs[o]), receivedAt(ins[i])))
            {
                o++;
            }
            else if (spare < 0 && IsNearer(receivedAt(ins[i + 1]), receivedAt(ins[i]), sentAt(outs[o])))
            {
                i++;
            }
            else
            {
                yield return (outs[o++], ins[i++]);
            }
        }
    }

    private static bool IsNearer(DateTime one, DateTime other, DateTime to) => (one - to).Duration() < (other - to).Duration();
}
