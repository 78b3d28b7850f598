using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>A search among frames, by their own bytes: what two reads of the stream share is found where one frame has it.</summary>
/// <remarks>The window over the frames looks for them; here is what its pages say of it. Used on the dispatcher only.</remarks>
public sealed class FrameSearch : RowSearch
{
    private FrameTablePage _page = FrameTablePage.Empty;

    /// <inheritdoc/>
    protected override ScanStatus? Status => Hits?.Status;

    /// <inheritdoc/>
    protected override long? Found => _page.Detail is { } detail ? Hits?.Find(detail.Row) : null;

    /// <summary>What was found of what is looked for now.</summary>
    private FrameHits? Hits => Wanted is not null && _page.Hits is { } hits && hits.Search == Wanted ? hits : null;

    /// <summary>The window shows another page.</summary>
    public void Use(FrameTablePage page)
    {
        var isSame = page.Detail?.Row.Key == _page.Detail?.Row.Key;
        _page = page;
        Settle(isSame);
    }

    /// <summary>The next frame that has what is looked for; after the last the first. Null where none is known yet.</summary>
    /// <param name="back">Whether the one before is wanted.</param>
    public FrameSelection? Next(bool back)
    {
        if (Hits is not { Count: > 0 } hits)
        {
            return null;
        }

        var (place, last) = (PlaceOfNext(hits, back), hits.Count - 1);
        return place is null || (!hits.Status.IsComplete && (place < 0 || place > last))
            ? null
            : hits.At(
                place < 0 ? last
                : place > last ? 0
                : place.Value
            );
    }

    /// <summary>Whether a frame is the one that is looked into.</summary>
    public bool IsAt(FrameSelection frame) =>
        _page.Detail is { Row: var row } && (frame.Nth is { } nth ? nth == row.Nth && !row.State.IsOpen : frame.Key == row.Key);

    /// <inheritdoc/>
    protected override void Look() => Settle(isSame: false);

    private long? PlaceOfNext(FrameHits hits, bool back)
    {
        if (_page.Detail is { } detail)
        {
            return hits.FindFrom(detail.Row)
                + (
                    back ? -1
                    : hits.Find(detail.Row) is null ? 0
                    : 1
                );
        }

        return back ? hits.Count - 1
            : _page.Rows.FirstOrDefault(row => row.Ordinal >= _page.Top) is { } top ? hits.FindFrom(top)
            : 0;
    }

    /// <summary>
    /// Where it stands in the frame that is looked into. Who is at one of these places stays there while the frame grows.
    /// </summary>
    private void Settle(bool isSame)
    {
        var places = Hits is null ? [] : _page.Detail?.Places ?? [];
        if (!isSame || Place >= places.Count)
        {
            Place = -1;
        }

        Places = places;
        OnChanged();
    }
}
