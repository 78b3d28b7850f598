using SocketLab.Core.Journal;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.Components.Panes;

/// <summary>The figures of the selected endpoint, or of what a filter takes of it: how many, how long, and who with whom.</summary>
public sealed partial class StatisticsPane
{
    /// <inheritdoc/>
    protected override object Shown =>
        (Summary.Figures, Summary.Ledger, Summary.Filter, Summary.Order, Summary.MaxConversations, Selected.Zone);

    /// <inheritdoc/>
    protected override bool Draws => false;

    private SummaryFigures Sums => Summary.Figures;

    private JournalLedger Ledger => Summary.Ledger;

    private string Csv
    {
        get
        {
            var filter = Summary.Filter is { } taken ? $"&filter={Uri.EscapeDataString(taken.Text)}" : "";
            return $"api/endpoints/{Selected.Id}/conversations?format=csv{filter}";
        }
    }
}
