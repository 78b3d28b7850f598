using System.Text;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Compares the id and the name of the endpoint: the same for all entries of a journal.</summary>
internal sealed class EndpointCondition(FilterOperator operation, string text, SharedExpression? expression) : Condition
{
    private readonly ByteSearch _search = new(Encoding.UTF8.GetBytes(text), ignoreCase: true);

    /// <inheritdoc/>
    public override int Cost => 0;

    /// <inheritdoc/>
    public override bool AsksForEndpoint => true;

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        var source = run.Source;
        var isSo = Matches(source.EndpointId) || Matches(source.EndpointName());
        if (source.EndpointId.Length == 0 || isSo == (operation == FilterOperator.NotEqual))
        {
            wanted.Clear();
        }
    }

    private bool Matches(string name)
    {
        switch (operation)
        {
            case FilterOperator.Contains:
                return text.Length == 0 || _search.IndexOf(Encoding.UTF8.GetBytes(name)) >= 0;
            case FilterOperator.StartsWith:
                return _search.IsAt(Encoding.UTF8.GetBytes(name), 0);
            case FilterOperator.Matches:
                // A name is short: an expression tells of it in time.
                return ExpressionCondition.Match(expression!, name) == true;
            default:
                return name == text;
        }
    }
}
