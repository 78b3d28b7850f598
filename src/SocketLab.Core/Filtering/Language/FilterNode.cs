using System.Text;
using SocketLab.Core.Filtering.Conditions;

namespace SocketLab.Core.Filtering.Language;

/// <summary>A part of a filter, and where it stands in the text.</summary>
/// <param name="Start">Where it begins, from 0.</param>
/// <param name="End">Where it ends.</param>
internal abstract record FilterNode(int Start, int End)
{
    /// <summary>What it asks of entries.</summary>
    public abstract Condition Compile();

    /// <summary>Writes it in the one way that all filters with this meaning are written.</summary>
    public abstract void Print(StringBuilder text);

    /// <summary>It as text.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Print(text);
        return text.ToString();
    }

    private protected static void Print(StringBuilder text, FilterNode node, bool inParentheses)
    {
        text.Append(inParentheses ? "(" : "");
        node.Print(text);
        text.Append(inParentheses ? ")" : "");
    }
}

/// <summary>One test, or text to look for.</summary>
internal sealed record TestNode(int Start, int End, Condition Condition, string Text) : FilterNode(Start, End)
{
    /// <inheritdoc/>
    public override Condition Compile() => Condition;

    /// <inheritdoc/>
    public override void Print(StringBuilder text) => text.Append(Text);
}

/// <summary>What is not so.</summary>
internal sealed record NotNode(int Start, int End, FilterNode Inner) : FilterNode(Start, End)
{
    /// <inheritdoc/>
    public override Condition Compile() => new NotCondition(Inner.Compile());

    /// <inheritdoc/>
    public override void Print(StringBuilder text)
    {
        text.Append("not ");
        Print(text, Inner, Inner is AllNode or AnyNode);
    }
}

/// <summary>All of several: two at least.</summary>
internal sealed record AllNode(int Start, int End, IReadOnlyList<FilterNode> Parts) : FilterNode(Start, End)
{
    /// <inheritdoc/>
    public override Condition Compile() => new AllCondition(Parts.Select(part => part.Compile()));

    /// <inheritdoc/>
    public override void Print(StringBuilder text)
    {
        for (var i = 0; i < Parts.Count; i++)
        {
            text.Append(i > 0 ? " and " : "");
            Print(text, Parts[i], Parts[i] is AnyNode);
        }
    }
}

/// <summary>Any of several: two at least.</summary>
internal sealed record AnyNode(int Start, int End, IReadOnlyList<FilterNode> Parts) : FilterNode(Start, End)
{
    /// <inheritdoc/>
    public override Condition Compile() => new AnyCondition(Parts.Select(part => part.Compile()));

    /// <inheritdoc/>
    public override void Print(StringBuilder text)
    {
        for (var i = 0; i < Parts.Count; i++)
        {
            text.Append(i > 0 ? " or " : "");
            Parts[i].Print(text);
        }
    }
}
