using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class EndpointListViewTests
{
    private static readonly EndpointCard[] Cards =
    [
        Card("a", "Sensor", "lab"),
        Card("b", "UDP 9191", ""),
        Card("c", "Echo", "other") with
        {
            Kind = EndpointKind.TcpListener,
            Address = "127.0.0.1:7000",
            State = EndpointState.Faulted,
        },
        Card("d", "Second sensor", "lab"),
    ];

    private readonly EndpointListView _view = new();

    [Fact]
    public void Those_without_a_group_come_first_and_groups_as_their_first_endpoint()
    {
        Assert.Equal(["|b", "lab|a d", "other|c"], Shown());
        _view.Fold("lab");
        Assert.Equal(["|b", "lab|", "other|c"], Shown());
        _view.Fold("lab");
        Assert.Equal(["|b", "lab|a d", "other|c"], Shown());
    }

    [Theory]
    [InlineData("sensor", "a d")]
    [InlineData("SENSOR second", "d")]
    [InlineData("9191", "b")]
    [InlineData(":7000", "c")]
    [InlineData("tcp", "c")]
    [InlineData("faulted", "c")]
    [InlineData("stopped sensor", "")]
    [InlineData("lab", "a d")]
    [InlineData(" ", "a b c d")]
    public void Every_word_has_to_occur(string filter, string ids)
    {
        // What is looked for is shown, whatever is folded away.
        _view.Fold("lab");
        _view.FilterBy(filter);
        var shown = _view.Sections(Cards).Where(section => section.IsOpen || filter == " ").SelectMany(section => section.Cards);
        Assert.Equal(ids, string.Join(' ', shown.Select(card => card.Id).Order()));
    }

    [Fact]
    public void Many_are_rows_by_themselves_and_a_choice_stays_in_the_tab()
    {
        Assert.Equal((false, true), (_view.IsCompact(8), _view.IsCompact(9)));
        _view.Use(CardShape.Cards);
        _view.Fold("lab");
        Assert.False(_view.IsCompact(200));
        var again = new EndpointListView();
        again.Recall(TabMemory.Parse(_view.Remember(new()).ToText()));
        Assert.Equal((CardShape.Cards, _view.Shown.ToString()), (again.Shape, again.Shown.ToString()));
        Assert.False(again.Sections(Cards)[1].IsOpen);
        again.Use(CardShape.Rows);
        Assert.True(again.IsCompact(1));
    }

    private static EndpointCard Card(string id, string name, string group) =>
        new()
        {
            Id = id,
            Name = name,
            Group = group,
            Kind = EndpointKind.UdpListener,
            State = EndpointState.Running,
            Address = "127.0.0.1:1",
        };

    private string[] Shown() =>
        [
            .. _view
                .Sections(Cards)
                .Select(section => $"{section.Group}|{(section.IsOpen ? string.Join(' ', section.Cards.Select(card => card.Id)) : "")}"),
        ];
}
