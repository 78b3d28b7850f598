using SocketLab.Core.Dissecting;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>What is known of rows at one moment: equal to another one if nothing has come since.</summary>
public sealed record DecodedLines(DecodedRows Rows, int Version)
{
    /// <summary>What is said of an entry; null where nothing is known, or yet.</summary>
    public DissectedSummary? Find(EntryRef entry) => Rows.Find(entry);
}
