using System.Text.RegularExpressions;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>What the answer of a reply rule can be filled in from, beside what every template has.</summary>
/// <param name="Expression">The rule's expression, whose groups can be named; null for a rule without one.</param>
internal sealed record AnswerFields(Regex? Expression)
{
    /// <summary>The group of this name or number, if the expression has it.</summary>
    public CapturePart? Capture(string name)
    {
        if (Expression is null)
        {
            return null;
        }

        // Groups that have names have numbers too, which the framework does not find by name.
        var group = WholeNumber.TryRead<int>(name, out var number)
            ? Array.IndexOf(Expression.GetGroupNumbers(), number) < 0
                ? -1
                : number
            : Expression.GroupNumberFromName(name);
        return group < 0 ? null : new CapturePart(group);
    }
}
