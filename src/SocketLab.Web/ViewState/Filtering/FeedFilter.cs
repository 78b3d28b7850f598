using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>The filter of a feed: what is written, which of its clauses are switched off, and what of it is in force.</summary>
/// <remarks>While something is wrong with what is written, the last filter that was right stays in force.</remarks>
public sealed class FeedFilter : LiveState
{
    private HashSet<string> _off = [];

    /// <summary>Raised when another filter is in force.</summary>
    public event Action? Applied;

    /// <summary>What is written, read as far as it can be.</summary>
    public FilterSyntax Syntax { get; private set; } = FilterSyntax.Read("");

    /// <summary>What is written.</summary>
    public string Text => Syntax.Text;

    /// <summary>Counts up when the text was changed elsewhere than in the box, which then shows it.</summary>
    public int Revision { get; private set; }

    /// <summary>What is wrong, the first of it; null when nothing is.</summary>
    public FilterError? Error => Syntax.Errors.Count > 0 ? Syntax.Errors[0] : null;

    /// <summary>The filter in force; null for all entries.</summary>
    public Filter? InForce { get; private set; }

    /// <summary>What is in force and which clauses are switched off, as links have it.</summary>
    public FilterPlace Place { get; private set; } = FilterPlace.None;

    /// <summary>Whether a clause is switched off.</summary>
    public bool IsOff(FilterClause clause) => _off.Contains(clause.Text);

    /// <summary>Takes what is typed. It is in force once <see cref="Apply"/> says so.</summary>
    public void Type(string text)
    {
        Syntax = FilterSyntax.Read(text);
        OnChanged();
    }

    /// <summary>Puts what is written in force, if nothing is wrong with it.</summary>
    public void Apply()
    {
        if (Syntax.Filter is null && !Syntax.IsBlank)
        {
            return;
        }

        _off.IntersectWith(Syntax.Clauses.Select(clause => clause.Text));
        var off = Syntax.Clauses.Index().Where(clause => IsOff(clause.Item)).Select(clause => clause.Index).ToHashSet();
        var text = Syntax.Without(off);
        var filter = text.Length == 0 ? null : FilterSyntax.Read(off.Count == 0 ? Text : text).Filter;
        (Place, var isOther) = (FilterPlace.Of(Text, off), !Equals(filter, InForce));
        InForce = filter;
        OnChanged();
        if (isOther)
        {
            Applied?.Invoke();
        }
    }

    /// <summary>Writes another filter and puts it in force.</summary>
    public void Use(string text)
    {
        Write(text);
        Apply();
    }

    /// <summary>Adds a condition and puts it in force: what is written already stays, unless it is wrong.</summary>
    public void Add(string condition) => Use(FilterText.And(Syntax.Filter is null ? Syntax.Without(Wrong()) : Text, condition));

    /// <summary>Switches a clause off, or on again.</summary>
    public void Toggle(FilterClause clause)
    {
        if (!_off.Remove(clause.Text))
        {
            _off.Add(clause.Text);
        }

        Apply();
    }

    /// <summary>Removes a clause.</summary>
    /// <param name="index">Which one, from 0.</param>
    public void Remove(int index) => Use(Syntax.Without(new HashSet<int> { index }));

    /// <summary>Goes to where a link, or the way back, leads.</summary>
    public void GoTo(FilterPlace place)
    {
        if (place == Place && place.Text == Text)
        {
            return;
        }

        Write(place.Text);
        _off = [.. place.Off.Where(index => index < Syntax.Clauses.Count).Select(index => Syntax.Clauses[index].Text)];
        Apply();
        OnChanged();
    }

    private void Write(string text)
    {
        Syntax = FilterSyntax.Read(text);
        Revision++;
    }

    private HashSet<int> Wrong() => [.. Syntax.Clauses.Index().Where(clause => !clause.Item.IsValid).Select(clause => clause.Index)];
}
