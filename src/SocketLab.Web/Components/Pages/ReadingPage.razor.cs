using SocketLab.Web.ViewState.References;

namespace SocketLab.Web.Components.Pages;

/// <summary>Where explanations lead: the standards and manual pages, each at its anchor.</summary>
public sealed partial class ReadingPage
{
    private static readonly (string Title, IReadOnlyList<Reference> References)[] Parts =
    [
        ("Standards", ReadingList.Standards),
        ("The Linux manual", ReadingList.Manual),
    ];
}
