namespace SocketLab.Web.ViewState.Rows;

/// <summary>Rows of which some may stand for several entries that are folded.</summary>
public interface IFoldingRows : IRowSource<EntryRef>
{
    /// <summary>How many entries a row stands for; 0 for one that stands for itself.</summary>
    long FoldedAt(EntryRef row);
}
