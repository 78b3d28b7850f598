using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>The folders of saved payloads by what is sought in them. Looks anew only when something has changed.</summary>
public sealed class SavedMatches
{
    private IReadOnlyList<StoredPayload>? _payloads;
    private string _sought = "";
    private PayloadFolder _folder = PayloadFolder.Tree([]);

    /// <summary>What is sought; empty for all.</summary>
    public string Sought { get; set; } = "";

    /// <summary>The tree of those that match.</summary>
    public PayloadFolder Of(IReadOnlyList<StoredPayload> payloads)
    {
        if (!ReferenceEquals(_payloads, payloads) || _sought != Sought)
        {
            (_payloads, _sought, _folder) = (payloads, Sought, PayloadFolder.Tree(payloads, Sought));
        }

        return _folder;
    }
}
