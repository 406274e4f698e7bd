using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>Moves random inputs to where the declared identities hold, by Gauss–Newton steps of least length. What is normalised,
/// symmetric, orthogonal, of unit norm or idempotent needs no method of its own then.</summary>
/// <remarks>Inputs that are drawn positive stay so: they move by factors. An identity that reads a tensor which the program defines is no
/// condition on inputs but a claim; see <see cref="BrokenClaim"/>.</remarks>
internal sealed class IdentityProjection
{
    private const int MaximalSteps = 80;
    private const int MostSlowSteps = 6;
    private const int Halvings = 12;
    private const double Precision = 1e-13;

    private readonly BoundProgram program;
    private readonly ImmutableArray<BoundIdentity> conditions;
    private readonly ImmutableArray<BoundIdentity> claims;
    private readonly ImmutableArray<TensorSymbol> moving;

    public IdentityProjection(BoundProgram program)
    {
        this.program = program;
        conditions = [.. program.Identities.Where(i => TensorsOf(i).All(t => t.Kind == TensorKind.Input))];
        claims = program.Identities.RemoveRange(conditions);
        moving = [.. conditions.SelectMany(TensorsOf).Where(t => !t.IsInteger).Distinct().OrderBy(t => t.Ordinal)];
    }

    /// <summary>A sample near the given one at which the conditions hold, to thirteen digits; or which of them does not.</summary>
    public (Sample? Sample, string? Problem) Apply(Sample sample)
    {
        if (conditions.IsEmpty)
        {
            return (sample, null);
        }

        var state = new State(program, conditions, moving, sample);
        int slow = 0;
        for (int step = 0; step < MaximalSteps && state.Largest > Precision && slow < MostSlowSteps; step++)
        {
            double before = state.Largest;
            if (!Step(state))
            {
                break;
            }

            slow = state.Largest > 0.9 * before ? slow + 1 : 0;
        }

        string problem = $"No numbers were found for which this holds: {state.Worst.Declaration}.";
        return state.Largest > 10 * Precision ? (null, problem) : state.HasVanished ? (null, $"{problem} All that was found is zero.") : (state.Sample, null);
    }

    /// <summary>One step, shortened until it helps; whether one does.</summary>
    private static bool Step(State state)
    {
        double[] direction = LeastSquares.Solve(state.Jacobian(), state.Residual);
        double length = 1;
        for (int i = 0; i < Halvings; i++, length /= 2)
        {
            if (state.TryMove(direction, length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first identity about a defined tensor that does not hold at a sample, or <see langword="null"/>.</summary>
    public string? BrokenClaim(Sample sample)
    {
        if (claims.IsEmpty)
        {
            return null;
        }

        Evaluator evaluator = new ForwardPass(program, sample).Evaluator;
        return claims.FirstOrDefault(c => !Holds(evaluator, c)) is { } broken
            ? $"The program does not fulfil what it declares: {broken.Declaration}."
            : null;
    }

    private bool Holds(Evaluator evaluator, BoundIdentity identity)
    {
        DenseTensor left = evaluator.Evaluate(identity.Left, identity.Indices.AsSpan());
        DenseTensor right = evaluator.Evaluate(identity.Right, identity.Indices.AsSpan());
        return left.Plus(-1, right).LargestMagnitude <= 1e-9 * Math.Max(1, Math.Max(left.LargestMagnitude, right.LargestMagnitude));
    }

    private IEnumerable<TensorSymbol> TensorsOf(BoundIdentity identity) =>
        ExprWalk.TensorsOf(program.Factory, identity.Left).Concat(ExprWalk.TensorsOf(program.Factory, identity.Right));

    /// <summary>The inputs on their way.</summary>
    private sealed class State
    {
        private const double Difference = 1e-6;

        private readonly Evaluator evaluator;
        private readonly ImmutableArray<(BoundIdentity Identity, Expr Difference)> conditions;
        private readonly ImmutableArray<TensorSymbol> moving;
        private readonly Sample start;
        private readonly bool[] byFactors;

        public State(BoundProgram program, ImmutableArray<BoundIdentity> conditions, ImmutableArray<TensorSymbol> moving, Sample start)
        {
            this.conditions = [.. conditions.Select(c => (c, program.Factory.Subtract(c.Left, c.Right)))];
            this.moving = moving;
            this.start = start;
            evaluator = new Evaluator(program.Factory, start);
            byFactors = [.. moving.Select(t => evaluator[t].Values.IndexOfAnyInRange(double.NegativeInfinity, 0) < 0)];
            Residual = Evaluate();
        }

        /// <summary>Left less right sides of all conditions.</summary>
        public double[] Residual { get; private set; }

        public double Largest => LargestOf(Residual);

        /// <summary>Whether all of an input went to zero on the way: at such numbers hardly anything could be told from anything else.</summary>
        public bool HasVanished => moving.Any(t => evaluator[t].LargestMagnitude < 1e-4 * start.Tensors[t].LargestMagnitude);

        public Sample Sample => start with { Tensors = start.Tensors.SetItems(moving.Select(t => KeyValuePair.Create(t, evaluator[t]))) };

        /// <summary>The condition that is least fulfilled.</summary>
        public BoundIdentity Worst => conditions.MaxBy(c => LargestOf(Evaluate(c))).Identity;

        /// <summary>How the residual changes with each component, a column for each: of one that moves by factors, with its logarithm.</summary>
        public double[][] Jacobian()
        {
            var columns = new List<double[]>();
            for (int k = 0; k < moving.Length; k++)
            {
                DenseTensor value = evaluator[moving[k]];
                for (int i = 0; i < value.Values.Length; i++)
                {
                    double x = value.Values[i], h = Difference * Math.Max(1, Math.Abs(x)), scale = byFactors[k] ? x : 1;
                    evaluator[moving[k]] = value.With(i, x + h);
                    double[] up = Evaluate();
                    evaluator[moving[k]] = value.With(i, x - h);
                    double[] down = Evaluate();
                    columns.Add([.. up.Zip(down, (a, b) => scale * (a - b) / (2 * h))]);
                }

                evaluator[moving[k]] = value;
            }

            return [.. columns];
        }

        /// <summary>Moves along a direction if that brings the conditions nearer.</summary>
        public bool TryMove(double[] direction, double length)
        {
            DenseTensor[] before = [.. moving.Select(t => evaluator[t])];
            int next = 0;
            for (int k = 0; k < moving.Length; k++)
            {
                double[] values = before[k].Values.ToArray();
                for (int i = 0; i < values.Length; i++)
                {
                    double by = length * direction[next++];
                    values[i] = byFactors[k] ? values[i] * Math.Exp(Math.Clamp(by, -1, 1)) : values[i] + by;
                }

                evaluator[moving[k]] = new DenseTensor(before[k].Shape.ToArray(), values);
            }

            double[] residual = Evaluate();
            if (LargestOf(residual) < Largest)
            {
                Residual = residual;
                return true;
            }

            foreach ((TensorSymbol tensor, DenseTensor value) in moving.Zip(before))
            {
                evaluator[tensor] = value;
            }

            return false;
        }

        private double[] Evaluate() => [.. conditions.SelectMany(Evaluate)];

        private double[] Evaluate((BoundIdentity Identity, Expr Difference) condition) =>
            evaluator.Evaluate(condition.Difference, condition.Identity.Indices.AsSpan()).Values.ToArray();

        /// <summary>Nothing is larger than what is no number.</summary>
        private static double LargestOf(double[] values) =>
            values.Aggregate(0.0, (largest, v) => double.IsNaN(v) ? double.PositiveInfinity : Math.Max(largest, Math.Abs(v)));
    }
}
