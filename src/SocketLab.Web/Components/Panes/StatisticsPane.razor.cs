using SocketLab.Core.Journal;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.Components.Panes;

/// <summary>The figures of one endpoint or of several, or of what a filter takes: how many, how long, and who with whom.</summary>
public sealed partial class StatisticsPane
{
    /// <inheritdoc/>
    protected override object Shown =>
        (Summary.Figures, Summary.Ledger, Summary.Filter, Summary.Order, Summary.Conversations, (Summary.AllEndpoints, Selected.Zone));

    /// <inheritdoc/>
    protected override bool Draws => false;

    private SummaryFigures Sums => Summary.Figures;

    private JournalLedger Ledger => Summary.Ledger;

    private string Csv
    {
        get
        {
            var filter = Summary.Filter is { } taken ? $"&filter={Uri.EscapeDataString(taken.Text)}" : "";
            return Selected.Merged is not { } merged ? $"api/endpoints/{Selected.Id}/conversations?format=csv{filter}"
                : merged.Choice.IsAll ? $"api/conversations?format=csv{filter}"
                : $"api/conversations?format=csv&endpoints={string.Join(',', merged.Endpoints.Select(one => one.Id))}{filter}";
        }
    }
}
