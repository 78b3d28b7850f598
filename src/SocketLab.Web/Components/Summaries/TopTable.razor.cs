using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Summaries;

/// <summary>Those with most traffic, each with a bar: what was received in one colour, what was sent in the other.</summary>
public sealed partial class TopTable
{
    /// <summary>What is listed.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The head of the first column.</summary>
    [Parameter, EditorRequired]
    public string Head { get; set; } = "";

    /// <summary>The rows.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TopRow> Rows { get; set; } = [];

    /// <summary>The name by which tests find it.</summary>
    [Parameter]
    public string TestId { get; set; } = "";

    /// <summary>The entries that a filter takes are to be shown.</summary>
    [Parameter]
    public EventCallback<string> OnFilter { get; set; }

    /// <inheritdoc/>
    protected override object Shown =>
        (
            Title,
            Rows.Count,
            Rows.Aggregate(new HashCode(), (code, row) =>
                {
                    code.Add(row);
                    return code;
                })
                .ToHashCode()
        );

    private static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"width: {share * 100:0.##}%");
}
