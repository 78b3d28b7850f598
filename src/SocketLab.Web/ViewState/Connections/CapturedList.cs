using SocketLab.Core.Capture.Streams;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>The connections of a capture file that a person looks at: the newest, or those with a word in their addresses.</summary>
public static class CapturedList
{
    /// <summary>Rows that are shown at most; a word narrows them down.</summary>
    public const int MaxRows = 500;

    /// <summary>The connections to show, and how many have the word.</summary>
    public static (IReadOnlyList<CapturedConnection> Rows, int Matching) Find(CaptureContents captured, string word)
    {
        word = word.Trim();
        var matching = captured.ListConnections().Where(one => word.Length == 0 || Has(one, word)).ToList();
        return (matching.Count <= MaxRows ? matching : matching[..MaxRows], matching.Count);
    }

    private static bool Has(CapturedConnection connection, string word) =>
        connection.Peer.ToString().Contains(word, StringComparison.OrdinalIgnoreCase)
        || connection.Local.ToString().Contains(word, StringComparison.OrdinalIgnoreCase);
}
