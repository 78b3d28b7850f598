using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>What the system tells of a connection, a row a figure, each with its meaning.</summary>
public partial class TcpInfoTable
{
    /// <summary>The figures.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TcpInfoRow> Rows { get; set; } = [];

    /// <summary>Whether they are the last of a connection that has ended.</summary>
    [Parameter]
    public bool IsLast { get; set; }
}
