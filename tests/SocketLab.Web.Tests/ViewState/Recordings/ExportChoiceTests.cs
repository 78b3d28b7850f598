using SocketLab.Web.ViewState.Recordings;

namespace SocketLab.Web.Tests.ViewState.Recordings;

public sealed class ExportChoiceTests
{
    private static readonly ExportChoice All = new()
    {
        EndpointId = "abc",
        Selected = [3, 5],
        ConnectionId = "c1",
    };

    [Fact]
    public void Each_form_has_its_address()
    {
        Assert.Equal("api/endpoints/abc/capture.pcapng?as=packets", All.Address);
        Assert.Equal("api/endpoints/abc/capture.pcapng?as=messages", (All with { Form = ExportForm.Messages }).Address);
        Assert.Equal("api/endpoints/abc/export?format=csv", (All with { Form = ExportForm.All[3] }).Address);
        Assert.Equal(
            "api/endpoints/abc/export?connectionId=c1&format=raw&direction=out",
            (All with { Form = ExportForm.Raw, Scope = ExportScope.Connection, Direction = "out" }).Address
        );
    }

    [Fact]
    public void What_is_selected_or_filtered_goes_into_the_query()
    {
        Assert.EndsWith(
            "?filter=seq%20in%20%283%2C%205%29&as=packets",
            (All with { Scope = ExportScope.Selected }).Address,
            StringComparison.Ordinal
        );
        var filtered = All with { Scope = ExportScope.Filtered, Filter = " text contains \"it's\" " };
        Assert.EndsWith("?filter=text%20contains%20%22it%27s%22&as=packets", filtered.Address, StringComparison.Ordinal);
        Assert.Equal(All.Address, (filtered with { Filter = " " }).Address);
    }

    [Fact]
    public void A_frame_a_packet_is_a_matter_of_messages_alone()
    {
        var perFrame = All with { IsPerFrame = true };
        Assert.Equal("api/endpoints/abc/capture.pcapng?as=packets", perFrame.Address);
        Assert.Equal("api/endpoints/abc/capture.pcapng?as=messages&per=frame", (perFrame with { Form = ExportForm.Messages }).Address);
    }

    [Theory]
    [InlineData("7", new long[] { 7 })]
    [InlineData("3, 5, 6", new long[] { 6, 3, 5 })]
    [InlineData("", new long[] { 10, 11, 12, 13 })]
    [InlineData("1, 2, 3, 30", new long[] { 30, 10, 11, 12, 13, 1, 2, 3, 20, 21, 22, 23, 24 })]
    public void Selected_entries_are_named_one_by_one_and_in_runs(string alone, long[] sequences)
    {
        var filter = Core.Filtering.Filter.Parse(SequenceText.Of(sequences));
        Assert.Equal(alone.Length > 0, filter.Text.Contains($"seq in ({alone})", StringComparison.Ordinal));
        Assert.Equal(sequences.Length > 3 && alone != "3, 5, 6", filter.Text.Contains("seq >= 10 and seq <= 13", StringComparison.Ordinal));
    }

    [Fact]
    public void Ten_thousand_rows_in_a_run_are_a_short_filter_and_ten_thousand_apart_are_none()
    {
        var run = All with { Scope = ExportScope.Selected, Selected = [.. Enumerable.Range(1, 10_000).Select(i => (long)i)] };
        Assert.Equal("seq >= 1 and seq <= 10000", run.FilterText);
        Assert.False(run.IsTooScattered);
        Assert.True((run with { Selected = [.. run.Selected.Select(one => 2 * one)] }).IsTooScattered);
    }

    [Fact]
    public void The_line_for_Wireshark_can_be_pasted_into_a_shell_whatever_the_filter_says()
    {
        var line = (All with { Scope = ExportScope.Filtered, Filter = "text contains \"it's & more\"" }).WiresharkLine(
            "http://127.0.0.1:5080/",
            false
        );
        Assert.Equal(
            "curl -sN 'http://127.0.0.1:5080/api/endpoints/abc/capture.pcapng?filter=text%20contains%20%22it%27s%20%26%20more%22"
                + "&as=packets&follow=true' | wireshark -k -i -",
            line
        );
        Assert.Contains("-H \"Authorization: Bearer $SOCKETLAB_TOKEN\"", All.WiresharkLine("http://lab/", true), StringComparison.Ordinal);
        Assert.Null((All with { Form = ExportForm.Raw }).WiresharkLine("http://lab/", false));
    }
}
