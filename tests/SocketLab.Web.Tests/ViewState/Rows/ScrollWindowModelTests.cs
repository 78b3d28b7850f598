using CsCheck;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>The arithmetic of a window against a plain list of what is there, seen through a browser that does as feed.js does.</summary>
public sealed class ScrollWindowModelTests
{
    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (10, Of(Do.Arrive, Gen.Int[1, 80])),
        (5, Of(Do.Evict, Gen.Int[1, 150])),
        (2, Of(Do.FindOlder, Gen.Int[1, 80])),
        (1, Of(Do.Clear, Gen.Const(0))),
        (10, Of(Do.Scroll, Gen.Int[-50, 1050])),
        (3, Of(Do.Resize, Gen.Int[1, 300])),
        (2, Of(Do.First, Gen.Const(0))),
        (3, Of(Do.Follow, Gen.Const(0))),
        (3, Of(Do.GoTo, Gen.Int[-50, 1050])),
        (5, Of(Do.Reveal, Gen.Int[-50, 1050])),
        (2, Of(Do.Pause, Gen.Const(0))),
        (2, Of(Do.Restore, Gen.Const(0))),
        (3, Of(Do.Nothing, Gen.Const(0)))
    );

    private enum Do
    {
        Arrive,
        Evict,
        FindOlder,
        Clear,
        Scroll,
        Resize,
        First,
        Follow,
        GoTo,
        Reveal,
        Pause,
        Restore,
        Nothing,
    }

    [Fact]
    public void A_window_shows_what_a_plain_list_would_under_any_sequence_of_steps() =>
        Gen.Select(Gen.Int[0, 30], AnyStep.Array[1, 120])
            .Sample(
                (overscan, steps) =>
                {
                    var run = new Run(overscan);
                    foreach (var step in steps)
                    {
                        run.Apply(step);
                    }
                },
                iter: 1000
            );

    private static Gen<Step> Of(Do what, Gen<int> value) => value.Select(number => new Step(what, number));

    private readonly record struct Step(Do Do, int Value);

    /// <summary>A window, the browser that shows it, and what both should show.</summary>
    private sealed class Run
    {
        private readonly int _overscan;
        private readonly ListRows _source = new();
        private readonly ScrollWindow<long> _window;
        private readonly Browser _browser = new();
        private readonly ScrollModel _model = new();
        private ScrollPosition _position;

        public Run(int overscan)
        {
            (_overscan, _window) = (overscan, new(_source, overscan));
            Update("");
        }

        public void Apply(Step step)
        {
            Change(step);
            Update($"{step.Do} {step.Value}");
        }

        private void Change(Step step)
        {
            // A place among the rows, now and then somewhat outside.
            var place = step.Value * _position.TotalRows / 1000;
            switch (step.Do)
            {
                case Do.Arrive:
                    _source.Arrive(step.Value);
                    _model.Arrive(step.Value);
                    break;
                case Do.Evict:
                    _source.Evict(step.Value);
                    _model.Evict(step.Value);
                    break;
                case Do.FindOlder when _model.CanFindOlder:
                    _source.FindOlder(step.Value);
                    _model.FindOlder(step.Value);
                    break;
                case Do.Clear:
                    _source.Clear();
                    _model.Clear();
                    break;
                case Do.Scroll:
                    _browser.MoveTo(place);
                    Tell();
                    break;
                case Do.Resize:
                    _browser.Resize(Math.Clamp(step.Value, 1, ScrollWindow<long>.MaxRows - (2 * _overscan)));
                    Tell();
                    break;
                case Do.First:
                    _window.GoToFirst();
                    _model.GoTo(long.MinValue);
                    break;
                case Do.Follow:
                    _window.Follow();
                    _model.Follow();
                    break;
                case Do.GoTo:
                    _window.GoTo(_position.Origin + place);
                    _model.GoTo(_position.Origin + place);
                    break;
                case Do.Reveal:
                    _window.Reveal(ListRows.NameOf(_position.Origin + place));
                    _model.Reveal(_position.Origin + place);
                    break;
                case Do.Pause:
                    _window.TogglePause();
                    _model.TogglePause();
                    break;
                case Do.Restore:
                    _window.Restore();
                    _model.Restore();
                    break;
            }
        }

        private void Tell()
        {
            _window.ScrollTo(_browser.TopOrdinal, _browser.Visible, _browser.Following);
            _model.ScrollTo(_browser.TopOrdinal, _browser.Visible, _browser.Following);
        }

        private void Update(string step)
        {
            var jumps = _position.JumpId;
            _position = _window.Update();
            _browser.Show(_position);
            _model.Settle();

            Assert.True(_model.Jumped == (_position.JumpId == jumps + 1) && _position.JumpId - jumps is 0 or 1, $"{step}: jump");
            Assert.True(_model.Following == _position.Following && _browser.Following == _position.Following, $"{step}: following");
            Assert.Equal(_model.NewBelow, _position.NewBelow);

            // Window, browser and list agree about the row at the top, and so about all in sight.
            Assert.Equal(_model.Top, _position.Top);
            Assert.Equal(_model.Top, _browser.TopOrdinal);

            // The page has the rows in sight and those around them, and none that is not there.
            var shown = new long[_position.ReadCount];
            _source.Read(_position.ReadFrom, shown);
            var rows = shown.Select(row => row / 2);
            Assert.Equal(_model.Around(_overscan), _position.ShowsGap ? rows.Prepend(_position.From) : rows);
            Assert.InRange(shown.Length, 0, ScrollWindow<long>.MaxRows);
            Assert.Equal(_model.Last, _position.Origin + _position.TotalRows - 1);
        }
    }
}
